package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStatusTest {

    private static final SpaceLimits NEVER = new SpaceLimits(0, 0, 4096);

    @TempDir
    private Path directory;

    private JournalOptions options;

    @BeforeEach
    void writeALog() {
        options = Logs.options(directory).withSegments(4096, Duration.ofDays(1)).withSpace(NEVER);
        try (AuditJournal log = Logs.open(directory, options, new Disk())) {
            for (int i = 0; i < 20; i++) {
                log.append(Logs.intent("r" + i));
            }
        }
    }

    @Test
    void itSaysWhatTheFilesSay() throws IOException {
        Map<String, byte[]> before = Logs.snapshot(directory);
        LogStatus status = LogStatus.of(directory, NEVER);
        assertEquals("example.org/test", status.origin());
        assertEquals(20, status.sequence());
        assertEquals(20, status.signed());
        assertEquals(0, status.pruned());
        assertEquals(SegmentFile.list(directory).size(), status.segments());
        assertEquals(List.of(), status.cosigners());
        assertEquals(JournalState.OPEN, status.state());
        assertTrue(status.reserved());
        assertFalse(status.served());
        assertNull(status.trouble());
        assertEquals(before.keySet(), Logs.snapshot(directory).keySet());
    }

    @Test
    void itFollowsPruningAndRecordsThatAreNotSigned() {
        try (AuditJournal log = Logs.open(directory, options, new Disk());
                JournalSocket socket = JournalSocket.serve(log)) {
            long pruned = log.prune(new PruneRule.MoreThan(0)).orElseThrow().sequence();
            long sequence = log.append(Logs.intent("on")).sequence();
            LogStatus status = LogStatus.of(directory, NEVER);
            assertEquals(pruned, status.pruned());
            assertEquals(sequence, status.sequence());
            assertEquals(sequence - 1, status.signed());
            assertTrue(status.served());
            assertNotNull(socket);
        }
    }

    @Test
    void spaceThatIsLowShows() {
        long most = Long.MAX_VALUE / 2;
        assertEquals(
                JournalState.LOW_SPACE,
                LogStatus.of(directory, new SpaceLimits(most, 0, 0)).state());
        LogStatus locked = LogStatus.of(directory, new SpaceLimits(most, most, 0));
        assertEquals(JournalState.LOCKDOWN, locked.state());
        assertTrue(locked.trouble().contains("all but full"), locked.trouble());
    }

    @Test
    void whatKeepsTheLogFromTakingRecordsShows() throws IOException {
        Map<String, byte[]> whole = Logs.snapshot(directory);
        Files.delete(directory.resolve("checkpoint"));
        requireTampered("the checkpoint is missing");
        Logs.restore(directory, whole);
        Files.writeString(directory.resolve("checkpoint"), "example.org/test\n20\nAAAA\n");
        requireTampered("is not one that the log signed");
        Logs.restore(directory, whole);
        Files.delete(Logs.segment(directory));
        requireTampered("the checkpoint covers 20");
        Logs.restore(directory, whole);
        Files.delete(SegmentFile.list(directory).get(0).path());
        requireTampered("does not begin with record 1");
        Logs.restore(directory, whole);
        Files.writeString(Logs.segment(directory), "no record\n");
        requireTampered("the last line is no record");
        Logs.restore(directory, whole);
        Files.writeString(Files.createFile(directory.resolve("pruned.json"), OwnerOnly.FILE.whenCreated()), "{}");
        requireTampered("pruned.json is not what praxis wrote");
        Logs.restore(directory, whole);
        Files.delete(directory.resolve("log.json"));
        assertThrows(AuditUnavailableException.class, () -> LogStatus.of(directory, NEVER));
    }

    private void requireTampered(String why) {
        LogStatus status = LogStatus.of(directory, NEVER);
        assertEquals(JournalState.TAMPERED, status.state());
        assertTrue(status.trouble().contains(why), status.trouble());
    }
}
