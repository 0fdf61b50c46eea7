package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonObject;
import dev.praxis.redaction.Redactor;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("try") // a socket that is only there
class JournalSocketTest {

    private static final String SECRET = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

    @TempDir
    private Path directory;

    private OnDemandAuditLog onDemand() {
        return new OnDemandAuditLog(
                directory,
                Redactor.standard(),
                () -> Logs.NOW,
                Logs.options(directory).withLockWait(Duration.ZERO));
    }

    @Test
    void othersAppendThroughTheProcessThatHoldsTheLog() throws Exception {
        try (AuditJournal log = Logs.open(directory);
                JournalSocket socket = JournalSocket.serve(log)) {
            assertEquals(1, log.append(Logs.intent("own")).sequence());
            AuditLine line = onDemand().append(Logs.outcome("forwarded"));
            assertEquals(2, line.sequence());
            assertEquals(line.json(), AuditReader.tail(directory, 1).get(0), "durable when it is acknowledged");
            Process process = AppendingProcess.startOnDemand(directory, "p", 5);
            try (BufferedReader output = process.inputReader()) {
                assertEquals(5, output.lines().count());
            }
            assertEquals(0, process.waitFor());
            Path file = directory.resolve("journal.sock");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertFalse(Files.exists(directory.resolve("journal.sock")));
        assertEquals(8, onDemand().append(Logs.intent("alone")).sequence());
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void withoutASocketALogThatIsHeldIsBusy() {
        try (AuditJournal log = Logs.open(directory)) {
            assertEquals(1, log.append(Logs.intent("own")).sequence());
            assertThrows(AuditBusyException.class, () -> onDemand().append(Logs.intent("other")));
        }
    }

    @Test
    void whatTheJournalRefusesIsRefusedOverTheSocket() throws IOException {
        try (AuditJournal log = Logs.open(directory);
                JournalSocket socket = JournalSocket.serve(log)) {
            assertEquals(1, onDemand().append(Logs.intent("r")).sequence());
            Files.delete(Logs.segment(directory));
            assertThrows(AuditTamperedException.class, () -> onDemand().append(Logs.intent("r")));
        }
    }

    @Test
    void aSocketThatACrashLeftIsNotWaitedFor() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("journal.sock"), "");
        assertEquals(1, onDemand().append(Logs.intent("r")).sequence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "no json", "[1]", "{\"v\":1}", "\u0000"})
    void whatIsNoRecordIsRefusedAndNothingIsWritten(String line) throws IOException {
        try (AuditJournal log = Logs.open(directory);
                JournalSocket socket = JournalSocket.serve(log)) {
            assertTrue(ask(line).contains("\"code\":"));
            assertEquals(1, onDemand().append(Logs.intent("r")).sequence());
        }
    }

    @Test
    void recordsOfTheLogAboutItselfAreNotTakenFromOthers() throws IOException {
        try (AuditJournal log = Logs.open(directory);
                JournalSocket socket = JournalSocket.serve(log)) {
            String record =
                    new RecordBody(Redactor.standard()).of(Logs.intent("r")).json();
            assertTrue(ask(record.replace("\"ALLOWED\"", "\"MAINTENANCE\"")).contains("\"code\":"));
            assertTrue(ask(record).contains("\"sequence\":1"));
        }
    }

    @Test
    void whatComesOverTheSocketIsRedactedAgain() throws IOException {
        try (AuditJournal log = Logs.open(directory);
                JournalSocket socket = JournalSocket.serve(log)) {
            String record =
                    new RecordBody(Redactor.standard()).of(entry("PLACE")).json();
            assertTrue(ask(record.replace("PLACE", SECRET)).contains("\"sequence\":1"));
        }
        assertFalse(AuditReader.tail(directory, 1).get(0).contains(SECRET));
    }

    private static AuditEntry entry(String text) {
        return new AuditEntry(
                Logs.NOW,
                "a",
                "c/1",
                "r",
                "t.v",
                "h",
                Tier.T1,
                Phase.INTENT,
                Decision.DENIED,
                JsonObject.EMPTY,
                null,
                text,
                "p/1");
    }

    private String ask(String line) throws IOException {
        try (SocketLines lines = new SocketLines(
                SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("journal.sock"))),
                Duration.ofSeconds(20))) {
            lines.write(line.getBytes(StandardCharsets.UTF_8));
            return new String(lines.read(1 << 20), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whoeverSaysNothingKeepsNobodyOut() throws IOException {
        try (AuditJournal log = Logs.open(directory);
                JournalSocket socket = JournalSocket.serve(log);
                SocketChannel silent =
                        SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("journal.sock")))) {
            silent.write(ByteBuffer.wrap("{\"half\":".getBytes(StandardCharsets.UTF_8)));
            assertEquals(1, onDemand().append(Logs.intent("r")).sequence());
        }
        assertEquals(List.of(), AuditVerifier.verify(directory).findings());
    }
}
