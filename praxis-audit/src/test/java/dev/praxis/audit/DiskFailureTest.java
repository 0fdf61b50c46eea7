package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFailureTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private Path journal;
    private final FailingDisk disk = new FailingDisk();

    @BeforeEach
    void nameTheJournal() {
        journal = directory.resolve("journal.jsonl");
    }

    @Test
    void aFailedWriteIsNotAcknowledgedAndLeavesNoTrace() throws IOException {
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            log.append(Logs.intent("r1"));
            byte[] before = Files.readAllBytes(journal);
            disk.failWrites = true;
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            assertArrayEquals(before, Files.readAllBytes(journal));
            disk.failWrites = false;
            assertEquals(2, log.append(Logs.intent("r2")).sequence());
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void afterAFailedFsyncNothingFollowsUntilTheJournalIsOpenedAgain() throws IOException {
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            log.append(Logs.intent("r1"));
            byte[] before = Files.readAllBytes(journal);
            disk.failSyncs.set(1);
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            assertEquals(0, disk.failSyncs.get(), "the disk is well again");
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            assertArrayEquals(before, Files.readAllBytes(journal), "what may not be on disk is gone");
        }
        try (AuditJournal log = Logs.open(directory, WAIT, new Disk())) {
            assertEquals(2, log.append(Logs.intent("r2")).sequence());
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void afterAFailedFsyncTheEndIsComparedWithTheHeadBeforeAnythingFollows() throws IOException {
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            log.append(Logs.intent("r1"));
            disk.failSyncs.set(1);
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
        }
        byte[] lost = Files.readAllBytes(journal);
        Arrays.fill(lost, lost.length - 40, lost.length, (byte) 0);
        Files.write(journal, lost);
        try (AuditJournal log = Logs.open(directory, WAIT, new Disk())) {
            assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("r2")));
        }
    }

    @Test
    void whereAFailedWriteCannotBeUndoneNothingFollowsIt() {
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            log.append(Logs.intent("r1"));
            disk.failSyncs.set(2);
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            assertEquals(0, disk.failSyncs.get(), "both the write and its undoing failed");
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void whereOnlyTheHeadCouldNotBeWrittenTheRecordIsTakenInWhenTheJournalIsOpenedAgain() {
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            log.append(Logs.intent("r1"));
            disk.goodSyncs.set(1);
            disk.failSyncs.set(1);
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            assertTrue(AuditVerifier.verify(directory).isIntact());
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r3")));
        }
        try (AuditJournal log = Logs.open(directory, WAIT, new Disk())) {
            assertEquals(3, log.append(Logs.intent("r3")).sequence());
        }
        assertEquals(List.of(), AuditVerifier.verify(directory).findings());
    }

    /** After a failed fsync the kernel may take pages for clean that never reached the disk. */
    @Test
    void aRecordThatIsTakenInIsWrittenAgainBeforeTheFsyncThatMustReachTheDisk() throws IOException {
        byte[] oldHead;
        String second;
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            log.append(Logs.intent("r1"));
            oldHead = Files.readAllBytes(directory.resolve("head.json"));
            second = log.append(Logs.intent("r2")).json();
        }
        Files.write(directory.resolve("head.json"), oldHead);
        List<String> written = new ArrayList<>();
        Disk recording = new Disk() {
            @Override
            void write(FileChannel file, byte[] bytes, long position) throws IOException {
                written.add(new String(bytes, StandardCharsets.UTF_8));
                super.write(file, bytes, position);
            }
        };
        try (AuditJournal log = Logs.open(directory, WAIT, recording)) {
            log.append(Logs.intent("r3"));
        }
        assertEquals(second + "\n", written.get(0));
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    /** A disk that is full, or whose device is gone. */
    private static final class FailingDisk extends Disk {

        private volatile boolean failWrites;
        private final AtomicInteger goodSyncs = new AtomicInteger();
        private final AtomicInteger failSyncs = new AtomicInteger();

        @Override
        void write(FileChannel file, byte[] bytes, long position) throws IOException {
            if (failWrites) {
                super.write(file, Arrays.copyOf(bytes, bytes.length / 2), position);
                throw new IOException("no space left on device");
            }
            super.write(file, bytes, position);
        }

        @Override
        void force(FileChannel file) throws IOException {
            if (goodSyncs.getAndUpdate(left -> Math.max(0, left - 1)) == 0
                    && failSyncs.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IOException("input/output error");
            }
            super.force(file);
        }
    }
}
