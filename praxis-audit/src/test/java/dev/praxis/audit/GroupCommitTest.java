package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupCommitTest {

    @TempDir
    private Path directory;

    private final HeldDisk disk = new HeldDisk();

    @Test
    void allThatWaitAreWrittenAtOnceInTheirOrderWithOneFsync() throws Exception {
        try (AuditJournal log = Logs.open(directory, Duration.ofSeconds(5), disk)) {
            disk.hold();
            List<Appended> appended = new ArrayList<>();
            appended.add(log.submit(Logs.intent("first")));
            disk.syncing.await();
            for (int i = 0; i < 500; i++) {
                appended.add(log.submit(Logs.intent("r" + i)));
            }
            assertFalse(appended.get(0).durable().toCompletableFuture().isDone(), "not before it is on disk");
            disk.goOn.countDown();
            for (int i = 0; i < appended.size(); i++) {
                assertEquals(i + 1, appended.get(i).await().sequence());
            }
            assertEquals(2, disk.syncs.get(), "one for the first, one for all others");
        }
        assertEquals(501, AuditVerifier.verify(directory).records());
    }

    @Test
    void whatWasHandedInBeforeTheCloseIsWritten() throws Exception {
        List<Appended> appended = new ArrayList<>();
        try (AuditJournal log = Logs.open(directory, Duration.ofSeconds(5), disk)) {
            disk.hold();
            appended.add(log.submit(Logs.intent("first")));
            disk.syncing.await();
            for (int i = 0; i < 50; i++) {
                appended.add(log.submit(Logs.intent("r" + i)));
            }
            Thread closing = new Thread(log::close);
            closing.start();
            while (!refuses(log)) {
                Thread.onSpinWait();
            }
            disk.goOn.countDown();
            closing.join();
        }
        long last = appended.stream()
                .mapToLong(each -> each.await().sequence())
                .max()
                .orElseThrow();
        assertEquals(
                AuditVerifier.verify(directory).records(),
                Math.max(last, AuditVerifier.verify(directory).records()));
        assertTrue(AuditVerifier.verify(directory).records() >= 51);
    }

    private static boolean refuses(AuditJournal log) {
        try {
            log.submit(Logs.intent("late"));
            return false;
        } catch (AuditUnavailableException e) {
            return true;
        }
    }

    @Test
    void segmentsEndAtTheirLengthAndTheChainRunsThrough() throws IOException {
        JournalOptions small = Logs.options(directory).withSegments(4096, Duration.ofDays(1));
        try (AuditJournal log = Logs.open(directory, small, disk)) {
            for (int i = 0; i < 30; i++) {
                log.append(Logs.intent("r" + i));
            }
        }
        List<SegmentFile> segments = SegmentFile.list(directory);
        assertTrue(segments.size() > 2, segments.toString());
        for (SegmentFile segment : segments.subList(0, segments.size() - 1)) {
            assertTrue(Files.size(segment.path()) >= 4096);
            assertTrue(Files.size(segment.path()) < 5200);
        }
        VerificationReport report = AuditVerifier.verify(directory);
        assertEquals(List.of(), report.findings());
        assertEquals(30, report.records());
        assertEquals(30, AuditReader.tail(directory, 100).size());
        assertTrue(AuditReader.tail(directory, 12).get(0).contains("\"requestId\":\"r18\""));
        List<String> read = new ArrayList<>();
        AuditReader.read(directory, segments.get(1).first(), read::add);
        assertEquals(30 - segments.get(1).first() + 1, read.size());
        try (AuditJournal log = Logs.open(directory, small, disk)) {
            assertEquals(31, log.append(Logs.intent("on")).sequence());
        }
    }

    @Test
    void aMissingSegmentIsMissed() throws IOException {
        JournalOptions small = Logs.options(directory).withSegments(4096, Duration.ofDays(1));
        try (AuditJournal log = Logs.open(directory, small, disk)) {
            for (int i = 0; i < 30; i++) {
                log.append(Logs.intent("r" + i));
            }
        }
        Files.delete(Logs.segment(directory));
        assertFalse(AuditVerifier.verify(directory).isIntact());
        try (AuditJournal log = Logs.open(directory, small, disk)) {
            assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("on")));
        }
    }

    @Test
    void anInterruptStormCostsNoRecord() throws Exception {
        int callers = 4;
        int each = 100;
        try (AuditJournal log = Logs.open(directory)) {
            List<Thread> threads = new ArrayList<>();
            AtomicInteger acknowledged = new AtomicInteger();
            for (int c = 0; c < callers; c++) {
                Thread caller = new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        log.append(Logs.intent("r"));
                        acknowledged.incrementAndGet();
                    }
                });
                caller.start();
                threads.add(caller);
            }
            while (threads.stream().anyMatch(Thread::isAlive)) {
                threads.forEach(Thread::interrupt);
            }
            assertEquals(callers * each, acknowledged.get());
        }
        assertEquals((long) callers * each, AuditVerifier.verify(directory).records());
        assertEquals(1, SegmentFile.list(directory).size());
    }

    /** A disk that holds a fsync until it is told to go on. */
    private static final class HeldDisk extends Disk {

        private final CountDownLatch syncing = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger syncs = new AtomicInteger();
        private volatile boolean held;

        void hold() {
            held = true;
            syncs.set(0);
        }

        @Override
        void sync(FileChannel file) throws IOException {
            if (held) {
                syncs.incrementAndGet();
                syncing.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            super.sync(file);
        }
    }
}
