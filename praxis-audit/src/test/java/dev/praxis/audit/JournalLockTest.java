package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.redaction.Redactor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalLockTest {

    private static final Duration NONE = Duration.ZERO;

    @TempDir
    private Path directory;

    @Test
    void asLongAsAJournalIsOpenAnotherOneOfThisProcessIsRefusedAndTakesNothingAway() throws Exception {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
            for (int i = 0; i < 3; i++) {
                AuditBusyException busy =
                        assertThrows(AuditBusyException.class, () -> Logs.open(directory, NONE, new Disk()));
                assertTrue(busy.getMessage().contains("another writer"), busy.getMessage());
            }
            // Closing what the refused ones opened must not have released the lock.
            assertEquals(List.of(AppendingProcess.BUSY), outputOf(AppendingProcess.start(directory, "p", 1, NONE)));
            assertEquals(2, log.append(Logs.intent("r2")).sequence());
        }
        try (AuditJournal log = Logs.open(directory, NONE, new Disk())) {
            assertEquals(3, log.append(Logs.intent("r3")).sequence());
        }
    }

    @Test
    void asLongAsAnotherProcessHasTheLogItIsRefused() throws Exception {
        Process process = AppendingProcess.start(directory, "p", Integer.MAX_VALUE);
        try (BufferedReader output = process.inputReader()) {
            output.readLine();
            assertThrows(AuditBusyException.class, () -> Logs.open(directory, NONE, new Disk()));
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r"));
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLockThatIsTakenAwayIsMissedBeforeAnythingElseIsAcknowledged(boolean replaced) throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
            takeTheLockAway(replaced);
            assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("r2")));
            assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("r2")));
        }
        assertEquals(1, AuditVerifier.verify(directory).records());
    }

    /** Then the other one writes, and the first must neither write over that nor believe that it has the end. */
    @Test
    void whoeverLostTheLockDoesNotDisturbTheNextWriter() throws Exception {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
            takeTheLockAway(false);
            assertEquals(
                    3, outputOf(AppendingProcess.start(directory, "p", 3, NONE)).size());
            assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("r2")));
        }
        VerificationReport report = AuditVerifier.verify(directory);
        assertEquals(List.of(), report.findings());
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void logsOnDemandTakeTurns() throws Exception {
        Process process = AppendingProcess.startOnDemand(directory, "p", 40);
        OnDemandAuditLog log = new OnDemandAuditLog(
                directory,
                Redactor.standard(),
                () -> Logs.NOW,
                Logs.options(directory).withLockWait(Duration.ofSeconds(30)));
        for (int i = 0; i < 40; i++) {
            log.append(Logs.intent("r" + i));
        }
        assertEquals(40, outputOf(process).size());
        VerificationReport report = AuditVerifier.verify(directory);
        assertEquals(List.of(), report.findings());
        assertEquals(80, report.records());
    }

    private void takeTheLockAway(boolean replaced) throws IOException {
        Path lock = directory.resolve("journal.lock");
        if (replaced) {
            Path another = Files.createFile(directory.resolve("another"));
            Files.move(another, lock, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.delete(lock);
        }
    }

    private static List<String> outputOf(Process process) throws Exception {
        try (BufferedReader output = process.inputReader()) {
            List<String> lines = output.lines().toList();
            assertEquals(0, process.waitFor());
            return lines;
        }
    }
}
