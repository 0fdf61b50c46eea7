package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalOptionsFileTest {

    private static final JournalOptions USUAL = JournalOptions.defaults();

    @TempDir
    private Path directory;

    @Test
    void everythingThatCanBeSaidIsUnderstood() throws IOException {
        JournalOptions options = JournalOptionsFile.read(file("""
                        {"v": 1, "whenUnavailable": "REFUSE_ALL",
                         "space": {"warnBelow": 3000, "lockdownBelow": 2000, "reserve": 1000},
                         "segments": {"bytes": 8192, "hours": 2},
                         "register": "/mnt/other/register", "forwarding": false, "lockWaitMillis": 0}"""), USUAL);
        assertEquals(WhenUnavailable.REFUSE_ALL, options.whenUnavailable());
        assertEquals(new SpaceLimits(3000, 2000, 1000), options.space());
        assertEquals(8192, options.segmentBytes());
        assertEquals(Duration.ofHours(2), options.segmentAge());
        assertInstanceOf(FileCheckpointRegister.class, options.register());
        assertEquals(false, options.forwarding());
        assertEquals(Duration.ZERO, options.lockWait());
    }

    @Test
    void whatIsNotSaidStaysAsItIs() throws IOException {
        assertSame(USUAL, JournalOptionsFile.read(directory.resolve("none"), USUAL));
        assertEquals(USUAL, JournalOptionsFile.read(file("{\"v\": 1}"), USUAL));
        JournalOptions some = JournalOptionsFile.read(
                file("{\"v\": 1, \"space\": {\"warnBelow\": 1099511627776}, \"segments\": {\"hours\": 1}}"), USUAL);
        assertEquals(
                new SpaceLimits(
                        1L << 40, USUAL.space().lockdownBelow(), USUAL.space().reserve()),
                some.space());
        assertEquals(USUAL.segmentBytes(), some.segmentBytes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    [] ~ is no JSON
                    {} ~ no version that this praxis knows
                    {"v":2} ~ v that is no whole number from 1 to 1
                    {"v":1,"sinks":[]} ~ the file has sinks; there is forwarding, lockWaitMillis, register, segments, space, v, whenUnavailable
                    {"v":1,"whenUnavailable":"ALLOW"} ~ REFUSE_ABOVE_T0, REFUSE_ALL, ALLOW_ALL
                    {"v":1,"whenUnavailable":1} ~ whenUnavailable that is no text
                    {"v":1,"space":7} ~ space that is no object
                    {"v":1,"space":{"warn":7}} ~ space has warn
                    {"v":1,"space":{"warnBelow":1,"lockdownBelow":2}} ~ the limits of space are out of order
                    {"v":1,"space":{"reserve":-1}} ~ reserve that is no whole number
                    {"v":1,"segments":{"bytes":10}} ~ length of a segment (10) is out of range
                    {"v":1,"segments":{"hours":0}} ~ hours that is no whole number from 1
                    {"v":1,"lockWaitMillis":3600001} ~ lock wait (PT1H0.001S) is out of range
                    {"v":1,"register":"other/register"} ~ no absolute path
                    {"v":1,"forwarding":"no"} ~ neither true nor false
                    """)
    void whatIsWrongIsRefusedWithItsReason(String content, String reason) throws IOException {
        Path file = file(content);
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> JournalOptionsFile.read(file, USUAL));
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    @Test
    void aFileThatOthersMayUseIsRefused() throws IOException {
        Path file = file("{\"v\": 1}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertThrows(InvalidArgumentException.class, () -> JournalOptionsFile.read(file, USUAL));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file("{\"v\": 1}"));
        assertThrows(InvalidArgumentException.class, () -> JournalOptionsFile.read(link, USUAL));
    }

    private Path file(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("audit.json"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
