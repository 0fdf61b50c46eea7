package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFailureTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private final FailingDisk disk = new FailingDisk();

    @Test
    void aFailedWriteIsNotAcknowledgedAndLeavesNoTrace() throws IOException {
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            log.append(Logs.intent("r1"));
            byte[] before = Files.readAllBytes(Logs.segment(directory));
            disk.failWrites = true;
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            assertArrayEquals(before, Files.readAllBytes(Logs.segment(directory)));
            disk.failWrites = false;
            assertEquals(2, log.append(Logs.intent("r2")).sequence());
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void afterAFailedFsyncTheRecordGoesToANewSegmentThatSaysSoAndTheOldOneIsNotTouchedAgain() throws IOException {
        Path old;
        byte[] before;
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            log.append(Logs.intent("r1"));
            old = Logs.segment(directory);
            before = Files.readAllBytes(old);
            disk.failSyncs.set(1);
            assertEquals(3, log.append(Logs.intent("r2")).sequence(), "durable, behind a record about the failure");
            assertEquals(4, log.append(Logs.intent("r3")).sequence());
        }
        assertArrayEquals(before, Files.readAllBytes(old));
        assertEquals(
                List.of(1L, 2L),
                SegmentFile.list(directory).stream().map(SegmentFile::first).toList());
        String sealed = AuditReader.tail(directory, 3).get(0);
        assertTrue(sealed.contains("\"event\":\"sealed\",\"length\":" + before.length), sealed);
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void whereTheFsyncOfTheNewSegmentFailsAsWellTheRecordIsRefusedAndTheNextOneStartsAfresh() throws IOException {
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            log.append(Logs.intent("r1"));
            // The first is that of the segment, the second that of the directory with the new one's name.
            disk.failSyncs.set(2);
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            assertEquals(0, disk.failSyncs.get());
            assertEquals(3, log.append(Logs.intent("r2")).sequence());
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
        assertEquals(4, AuditVerifier.verify(directory).records(), "the last says how long nothing could be recorded");
        try (AuditJournal log = Logs.open(directory)) {
            assertEquals(5, log.append(Logs.intent("r3")).sequence());
        }
    }

    @Test
    void aSegmentOfWhichNothingCountsIsPutAside() throws IOException {
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            disk.failSyncs.set(1);
            assertEquals(2, log.append(Logs.intent("r1")).sequence());
        }
        assertEquals(1, SegmentFile.list(directory).size());
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    /** Its truncation may not have reached the disk before the power went. */
    @Test
    void whatDoesNotCountBehindASegmentOfWhichAFsyncFailedDoesNotDisturbARecovery() throws IOException {
        Path old;
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            log.append(Logs.intent("r1"));
        }
        Map<String, byte[]> signed = Logs.snapshot(directory);
        byte[] uncounted;
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            old = Logs.segment(directory);
            disk.beforeSync = () -> disk.seen = readAll(old);
            disk.failSyncs.set(1);
            log.append(Logs.intent("r2"));
            uncounted = disk.seen;
        }
        byte[] next = Files.readAllBytes(Logs.segment(directory));
        Path second = Logs.segment(directory);
        Logs.restore(directory, signed);
        Files.write(old, uncounted);
        Files.write(second, next);
        try (AuditJournal log = Logs.open(directory)) {
            assertEquals(5, log.append(Logs.intent("r3")).sequence(), "behind a record of the recovery");
        }
    }

    @Test
    void whereAFailedWriteCannotBeUndoneNothingFollowsIt() throws IOException {
        try (AuditJournal log = Logs.open(directory, WAIT, disk)) {
            log.append(Logs.intent("r1"));
            disk.failWrites = true;
            disk.closeAfterFailure = true;
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            disk.failWrites = false;
            assertEquals(3, log.append(Logs.intent("r2")).sequence());
        }
        assertEquals(2, SegmentFile.list(directory).size());
    }

    private static byte[] readAll(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A disk that is full, or whose device is gone. */
    private static final class FailingDisk extends Disk {

        private volatile boolean failWrites;
        private volatile boolean closeAfterFailure;
        private volatile Runnable beforeSync = () -> {};
        private volatile byte[] seen;
        private final AtomicInteger failSyncs = new AtomicInteger();

        @Override
        void write(FileChannel file, byte[] bytes) throws IOException {
            if (failWrites) {
                super.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                if (closeAfterFailure) {
                    file.close();
                }
                throw new IOException("no space left on device");
            }
            super.write(file, bytes);
        }

        @Override
        void sync(FileChannel file) throws IOException {
            if (failSyncs.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                beforeSync.run();
                throw new IOException("input/output error");
            }
            super.sync(file);
        }
    }
}
