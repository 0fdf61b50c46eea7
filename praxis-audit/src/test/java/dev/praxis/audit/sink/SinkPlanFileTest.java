package dev.praxis.audit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.plugin.ProviderException;
import dev.praxis.api.plugin.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkPlanFileTest {

    private static final Providers<AuditSinkProvider> FOUND =
            Providers.discover("audit sink", ServiceLoader.load(AuditSinkProvider.class));

    @TempDir
    private Path directory;

    @Test
    void everythingThatCanBeSaidIsUnderstood() throws IOException {
        SinkPlan plan = SinkPlanFile.read(file("""
                        {"v": 1, "quorum": 1, "sinks": [
                          {"name": "siem", "provider": "syslog", "mode": "SPOOLED", "deadlineMillis": 300, "spoolBytes": 70000,
                           "settings": {"host": "siem.example.org", "port": "514"}},
                          {"name": "console", "provider": "stderr", "mode": "QUORUM"}]}"""), FOUND);
        PlannedSink siem = plan.sinks().get(0);
        assertEquals(
                List.of("siem", "console"),
                plan.sinks().stream().map(PlannedSink::name).toList());
        assertEquals(SinkMode.SPOOLED, siem.mode());
        assertEquals(Duration.ofMillis(300), siem.deadline());
        assertEquals(70_000, siem.spoolBytes());
        assertEquals("syslog", siem.provider().name());
        assertEquals(Map.of("host", "siem.example.org", "port", "514"), siem.settings());
        assertEquals(1, plan.quorum());
    }

    @Test
    void noFileIsNoSinks() {
        assertEquals(SinkPlan.none(), SinkPlanFile.read(directory.resolve("none"), FOUND));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    [] ~ object
                    {"v":1} ~ no list of sinks
                    {"v":2,"sinks":[]} ~ v that is no whole number from 1 to 1
                    {"sinks":[]} ~ no version
                    {"v":1,"sinks":[],"more":1} ~ the file has more
                    {"v":1,"sinks":[],"quorum":1} ~ quorum of 1
                    {"v":1,"sinks":[1]} ~ a sink that is no object
                    {"v":1,"sinks":[{"provider":"file","mode":"REQUIRED"}]} ~ without a name
                    {"v":1,"sinks":[{"name":"a","mode":"REQUIRED"}]} ~ without a provider
                    {"v":1,"sinks":[{"name":"a","provider":"file"}]} ~ without a mode
                    {"v":1,"sinks":[{"name":"a","provider":"file","mode":"required"}]} ~ a mode that is none
                    {"v":1,"sinks":[{"name":"A/..","provider":"file","mode":"REQUIRED"}]} ~ a name that is none
                    {"v":1,"sinks":[{"name":"a","provider":"file","mode":"REQUIRED","setting":{}}]} ~ the sink 'a' has setting
                    {"v":1,"sinks":[{"name":"a","provider":"file","mode":"REQUIRED","spoolBytes":70000}]} ~ SPOOLED only
                    {"v":1,"sinks":[{"name":"a","provider":"file","mode":"REQUIRED","deadlineMillis":1.5}]} ~ deadlineMillis
                    {"v":1,"sinks":[{"name":"a","provider":"file","mode":"REQUIRED","settings":{"port":1}}]} ~ setting port
                    {"v":1,"v":1,"sinks":[]} ~ no JSON
                    """)
    void whateverIsWrongIsRefusedByName(String content, String expected) throws IOException {
        Path file = file(content);
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> SinkPlanFile.read(file, FOUND));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    }

    @Test
    void aProviderThatWasNotFoundIsRefusedByName() throws IOException {
        Path file = file("{\"v\":1,\"sinks\":[{\"name\":\"a\",\"provider\":\"kafka\",\"mode\":\"REQUIRED\"}]}");
        ProviderException refused = assertThrows(ProviderException.class, () -> SinkPlanFile.read(file, FOUND));
        assertTrue(refused.getMessage().contains("kafka"), refused.getMessage());
    }

    @Test
    void aFileThatOthersMayUseOrThatIsALinkIsRefused() throws IOException {
        Path file = file("{\"v\":1,\"sinks\":[]}");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThrows(InvalidArgumentException.class, () -> SinkPlanFile.read(link, FOUND));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> SinkPlanFile.read(file, FOUND));
        assertTrue(refused.getMessage().contains("chmod 600"), refused.getMessage());
    }

    private Path file(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("sinks.json"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
