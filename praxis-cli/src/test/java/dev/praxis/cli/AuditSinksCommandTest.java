package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSinksCommandTest {

    @TempDir
    private Path dir;

    private CliHarness cli;

    @BeforeEach
    void makeHome() throws IOException {
        Path home = Files.createDirectory(
                dir.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        cli = new CliHarness(home);
    }

    @Test
    void withoutAListThereAreNone() {
        Result result = cli.run("audit", "sinks");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("no audit sinks are named"), result.out());
        assertEquals("", cli.run("audit", "sinks", "--json").out());
    }

    @Test
    void eachSinkIsListedAndProbed() throws IOException {
        name("""
                {"v": 1, "sinks": [
                  {"name": "copy", "provider": "file", "mode": "REQUIRED", "settings": {"path": "%s"}},
                  {"name": "siem", "provider": "syslog", "mode": "SPOOLED",
                   "settings": {"host": "127.0.0.1", "port": "1", "transport": "tcp"}}]}""".formatted(dir.resolve("copy.jsonl")));
        Result listed = cli.run("audit", "sinks", "--json");
        assertEquals(0, listed.status(), listed.err());
        List<JsonObject> sinks = listed.jsonLines();
        assertEquals(
                List.of("copy", "siem"),
                sinks.stream().map(each -> text(each, "name")).toList());
        assertEquals(
                List.of("IDLE", "IDLE"),
                sinks.stream().map(each -> text(each, "condition")).toList());
        assertTrue(!Files.exists(dir.resolve("copy.jsonl")), "listing opens nothing");

        Result probed = cli.run("audit", "sinks", "--probe", "--json");
        assertEquals(ExitCode.AUDIT.status(), probed.status(), probed.err());
        assertEquals("ok", text(probed.jsonLines().get(0), "probe"));
        String refusal = text(probed.jsonLines().get(1), "probe");
        assertTrue(
                refusal.startsWith("PRX-AUDIT-SINK: the syslog collector tcp://127.0.0.1:1 is not reached"), refusal);
        assertEquals("", Files.readString(dir.resolve("copy.jsonl")), "a probe leaves no record");
    }

    @Test
    void pluginsReportWhichSinksAreNamed() throws IOException {
        name("{\"v\": 1, \"sinks\": [{\"name\": \"log\", \"provider\": \"slf4j\", \"mode\": \"BEST_EFFORT\"}]}");
        List<JsonObject> sinks = cli.run("plugins", "--json").jsonLines().stream()
                .filter(each -> text(each, "spi").equals("audit sink"))
                .toList();
        assertEquals(
                List.of("slf4j"),
                sinks.stream()
                        .filter(each -> text(each, "status").equals("used"))
                        .map(each -> text(each, "name"))
                        .toList());
        assertEquals(
                List.of("file", "postgres", "slf4j", "sqlite", "stderr", "syslog"),
                sinks.stream().map(each -> text(each, "name")).sorted().toList());
    }

    @Test
    void aListThatIsWrongIsRefused() throws IOException {
        name("{\"v\": 1, \"sinks\": [{\"name\": \"a\", \"provider\": \"slf4j\", \"mode\": \"ALWAYS\"}]}");
        Result wrong = cli.run("audit", "sinks");
        assertEquals(ExitCode.ARGUMENT.status(), wrong.status());
        assertTrue(wrong.err().contains("audit-sinks.json"), wrong.err());
        assertTrue(wrong.err().contains("REQUIRED"), wrong.err());
        name("{\"v\": 1, \"sinks\": [{\"name\": \"a\", \"provider\": \"gone\", \"mode\": \"REQUIRED\"}]}");
        assertEquals(ExitCode.PLUGIN.status(), cli.run("audit", "sinks").status());
    }

    private void name(String sinks) throws IOException {
        Path file = Files.writeString(cli.home().resolve("audit-sinks.json"), sinks);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String text(JsonObject object, String member) {
        return object.string(member).orElse("");
    }
}
