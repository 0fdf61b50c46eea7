package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.praxis.api.PraxisException;
import dev.praxis.signing.ssh.KeyFile;
import dev.praxis.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LogStatusTest {

    private static final SpaceLimits NEVER = new SpaceLimits(0, 0, 4096);

    @TempDir
    private Path home;

    private Path directory;

    private JournalOptions options;

    @BeforeEach
    void writeALog() {
        directory = home.resolve("audit");
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
        LogStatus status = LogStatus.of(directory, options);
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
            LogStatus status = LogStatus.of(directory, options);
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
                LogStatus.of(directory, options.withSpace(new SpaceLimits(most, 0, 0)))
                        .state());
        LogStatus locked = LogStatus.of(directory, options.withSpace(new SpaceLimits(most, most, 0)));
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
        requireTampered("the checkpoint of the log in");
        Logs.restore(directory, whole);
        Files.delete(Logs.segment(directory));
        requireTampered("which the checkpoint covers");
        Logs.restore(directory, whole);
        Files.delete(SegmentFile.list(directory).get(0).path());
        requireTampered("does not begin with record 1");
        Logs.restore(directory, whole);
        Files.writeString(Logs.segment(directory), "no record\n");
        requireTampered("which the checkpoint covers");
        Logs.restore(directory, whole);
        Files.writeString(Files.createFile(directory.resolve("pruned.json"), OwnerOnly.FILE.whenCreated()), "{}");
        requireTampered("pruned.json is not what praxis wrote");
        Logs.restore(directory, whole);
        Files.delete(directory.resolve("log.json"));
        assertThrows(AuditUnavailableException.class, () -> LogStatus.of(directory, options));
    }

    private void requireTampered(String why) {
        LogStatus status = LogStatus.of(directory, options);
        assertEquals(JournalState.TAMPERED, status.state());
        assertTrue(status.trouble().contains(why), status.trouble());
    }

    /** Status and the next opening say the same. */
    @Test
    void whatTheNextRecordIsRefusedForShows() throws IOException {
        Map<String, byte[]> whole = Logs.snapshot(directory);
        for (String tile : whole.keySet()) {
            if (tile.startsWith("tile/")) {
                Files.delete(directory.resolve(tile));
            }
        }
        requireRefused(JournalState.TAMPERED, "is missing");
        Logs.restore(directory, whole);
        String last = "tile/0/000.p/20";
        Files.delete(directory.resolve(last));
        requireRefused(JournalState.TAMPERED, "is missing");
        Logs.restore(directory, whole);
        byte[] changed = whole.get(last).clone();
        changed[19 * 32] ^= 1;
        Files.write(directory.resolve(last), changed);
        requireRefused(JournalState.TAMPERED, "do not have the root");
        Logs.restore(directory, whole);
        Files.writeString(directory.resolve("terms.json"), "{}");
        requireRefused(JournalState.TAMPERED, "terms.json is not what praxis wrote");
        Logs.restore(directory, whole);
        Files.writeString(Files.createFile(directory.resolve("salt"), OwnerOnly.FILE.whenCreated()), "short");
        requireRefused(JournalState.DEGRADED, "salt is not what praxis wrote");
        Logs.restore(directory, whole);
        String first =
                Files.readAllLines(SegmentFile.list(directory).get(0).path()).get(0);
        Files.writeString(Logs.segment(directory), first + "\n", StandardOpenOption.APPEND);
        requireRefused(JournalState.TAMPERED, "goes on with what is no record");
        Logs.restore(directory, whole);
        Files.write(Logs.segment(directory), new byte[3 << 20], StandardOpenOption.APPEND);
        requireRefused(JournalState.TAMPERED, "goes on with what is no record");
        Logs.restore(directory, whole);
        Files.delete(directory.resolve("keys/audit.key"));
        requireRefused(JournalState.DEGRADED, "without its key");
        KeyFile.readOrCreate(directory.resolve("keys/audit.key"), "another one", new SecureRandom());
        requireRefused(JournalState.TAMPERED, "is not the one that log.json names");
        Logs.restore(directory, whole);
        Files.delete(directory.resolve("journal.lock"));
        Files.createDirectory(directory.resolve("journal.lock"));
        requireRefused(JournalState.DEGRADED, "journal.lock is a link or no regular file");
    }

    @Test
    void aRegisterThatRemembersMoreShows() throws IOException {
        Map<String, byte[]> older = Logs.snapshot(directory);
        options = options.withRegister(new FileCheckpointRegister(directory.resolveSibling("register")));
        try (AuditJournal log = Logs.open(directory, options, new Disk())) {
            log.append(Logs.intent("more"));
        }
        assertEquals(JournalState.OPEN, LogStatus.of(directory, options).state());
        Logs.restore(directory, older);
        requireRefused(JournalState.TAMPERED, "an older state");
    }

    @Test
    void aPartThatIsALinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolveSibling("elsewhere"));
        Files.createSymbolicLink(directory.resolve("torn"), elsewhere);
        requireRefused(JournalState.DEGRADED, "torn is a link");
    }

    @Test
    void aSegmentThatIsALinkIsNotFollowed() throws IOException {
        Path segment = Logs.segment(directory);
        Path elsewhere = Files.move(segment, directory.resolveSibling("elsewhere"));
        Files.createSymbolicLink(segment, elsewhere);
        requireUnread("link");
    }

    @Test
    void aSegmentOfSomebodyElseIsNotUsed() throws IOException {
        Path segment = Logs.segment(directory);
        assumeTrue(
                Files.getAttribute(segment, "unix:uid").equals(0),
                "only the superuser can give a file to somebody else");
        Files.setAttribute(segment, "unix:uid", 1);
        requireUnread("belongs to daemon");
    }

    @RequiresTool(value = "mkfifo", from = "coreutils")
    @Timeout(60)
    @Test
    void aPipeMakesNobodyWait() throws IOException, InterruptedException {
        Map<String, byte[]> whole = Logs.snapshot(directory);
        for (String name : List.of("journal.lock", "keys/audit.key", "checkpoint.new")) {
            Path pipe = directory.resolve(name);
            Files.deleteIfExists(pipe);
            assertEquals(
                    0,
                    new ProcessBuilder("mkfifo", "-m", "600", pipe.toString())
                            .start()
                            .waitFor());
            if (!name.equals("checkpoint.new")) {
                requireRefused(JournalState.DEGRADED, "no regular file");
            } else {
                try (AuditJournal log = Logs.open(directory, options, new Disk())) {
                    log.append(Logs.intent("durable, and not signed"));
                }
                assertEquals(20, LogStatus.of(directory, options).signed());
            }
            Files.delete(pipe);
            Logs.restore(directory, whole);
        }
    }

    /** What cannot be read at all has no status, and is not written to either. */
    private void requireUnread(String why) {
        PraxisException unread = assertThrows(AuditUnavailableException.class, () -> LogStatus.of(directory, options));
        assertTrue(unread.getMessage().contains(why), unread.getMessage());
        requireNotOpened(why);
    }

    private void requireRefused(JournalState state, String why) {
        LogStatus status = LogStatus.of(directory, options);
        assertEquals(state, status.state());
        assertTrue(status.trouble().contains(why), status.trouble());
        requireNotOpened(why);
    }

    private void requireNotOpened(String why) {
        PraxisException refused = assertThrows(PraxisException.class, () -> {
            try (AuditJournal log = Logs.open(directory, options, new Disk())) {
                log.append(Logs.intent("refused"));
            }
        });
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }
}
