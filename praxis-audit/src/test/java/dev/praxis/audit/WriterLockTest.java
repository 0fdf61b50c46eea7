package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.audit.AuditLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterLockTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private Path lock;
    private final HeldDisk held = new HeldDisk();
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @BeforeEach
    void nameTheLock() {
        lock = directory.resolve("journal.lock");
    }

    @AfterEach
    void endTheOther() {
        other.shutdownNow();
    }

    @Test
    void whoWaitsTooLongForTheLockIsToldSo() throws Throwable {
        try (AuditJournal holder = Logs.open(directory, LONG, held);
                AuditJournal waiting = Logs.open(directory, SHORT, new Disk())) {
            AuditLine first = whileHeldBy(holder, () -> {
                AuditBusyException busy =
                        assertThrows(AuditBusyException.class, () -> waiting.append(Logs.intent("r2")));
                assertTrue(busy.retryable());
            });
            assertEquals(1, first.sequence());
            assertEquals(2, waiting.append(Logs.intent("r2")).sequence());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writersExcludeEachOtherThoughTheLockFileWasDeletedOrReplaced(boolean replaced) throws Throwable {
        try (AuditJournal early = Logs.open(directory, SHORT, new Disk())) {
            early.append(Logs.intent("r1"));
            takeTheLockAway(replaced);
            try (AuditJournal late = Logs.open(directory, LONG, held)) {
                AuditLine second = whileHeldBy(
                        late, () -> assertThrows(AuditBusyException.class, () -> early.append(Logs.intent("r3"))));
                assertEquals(2, second.sequence());
                assertEquals(3, early.append(Logs.intent("r3")).sequence());
            }
        }
        assertEquals(List.of(), AuditVerifier.verify(directory).findings());
    }

    /** POSIX: were the descriptor that is of no use closed, the lock of the other journal would go with it. */
    @Test
    void givingUpAStaleLockFileDoesNotTakeTheLockFromTheJournalThatHasIt() throws Throwable {
        try (AuditJournal early = Logs.open(directory, SHORT, new Disk())) {
            takeTheLockAway(false);
            try (AuditJournal late = Logs.open(directory, LONG, held)) {
                whileHeldBy(late, () -> {
                    assertThrows(AuditBusyException.class, () -> early.append(Logs.intent("r2")));
                    assertThrows(AuditBusyException.class, () -> early.append(Logs.intent("r2")));
                    assertEquals(
                            List.of(AppendingProcess.BUSY), outputOf(AppendingProcess.start(directory, "p", 1, SHORT)));
                });
            }
        }
        assertEquals(1, AuditVerifier.verify(directory).records());
    }

    /** Appends with a journal on the held disk, does something in the midst of that, and lets it go on. */
    private AuditLine whileHeldBy(AuditJournal holder, Executable inTheMidst) throws Throwable {
        Future<AuditLine> append = other.submit(() -> holder.append(Logs.intent("held")));
        try {
            held.writing.await();
            inTheMidst.execute();
        } finally {
            held.goOn.countDown();
        }
        return append.get();
    }

    @Test
    void processesExcludeEachOtherThoughTheLockFileIsDeletedBetweenWrites() throws Exception {
        int theirs = 200;
        int ours = 40;
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("first"));
            takeTheLockAway(false);
            Process process = AppendingProcess.start(directory, "p", theirs);
            try (BufferedReader output = process.inputReader()) {
                assertNotNull(output.readLine(), "the other process is writing");
                for (int i = 0; i < ours; i++) {
                    log.append(Logs.intent("r" + i));
                }
                assertEquals(theirs - 1, output.lines().count());
            }
            assertEquals(0, process.waitFor());
        }
        VerificationReport report = AuditVerifier.verify(directory);
        assertEquals(List.of(), report.findings());
        assertEquals(1 + ours + theirs, report.records());
    }

    private void takeTheLockAway(boolean replaced) throws IOException {
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

    /** A disk that holds a write, and with it the lock, until it is told to go on. */
    private static final class HeldDisk extends Disk {

        private final CountDownLatch writing = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        void write(FileChannel file, byte[] bytes, long position) throws IOException {
            writing.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            super.write(file, bytes, position);
        }
    }
}
