package dev.praxis.audit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.audit.sink.ScriptedSink.Deed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FanOutTest {

    private static final Duration SHORT = Duration.ofMillis(60);

    @TempDir
    private Path directory;

    private final ScriptedSink sink = new ScriptedSink();
    private final ScriptedSink other = new ScriptedSink();
    private final ScriptedSink third = new ScriptedSink();
    private @Nullable FanOut fanOut;

    @AfterEach
    void letGoAndClose() {
        List.of(sink, other, third).forEach(each -> each.doing(Deed.TAKE));
        if (fanOut != null) {
            fanOut.close();
        }
    }

    @Test
    void everySinkGetsEachRecordInOrder() {
        open(sink.as("a", SinkMode.REQUIRED), other.as("b", SinkMode.SPOOLED), third.as("c", SinkMode.BEST_EFFORT));
        for (long i = 1; i <= 50; i++) {
            assertNull(offer(i, i));
        }
        List<Long> all = LongStream.rangeClosed(1, 50).boxed().toList();
        assertEquals(all, sink.taken(50));
        assertEquals(all, other.taken(50));
        assertEquals(all, third.taken(50));
    }

    @Test
    void whatARequiredSinkDoesNotTakeIsReportedAndTheOthersHaveIt() {
        sink.doing(Deed.FAIL);
        open(sink.as("siem", SinkMode.REQUIRED), other.as("copy", SinkMode.REQUIRED));
        AuditSinkException refused = assertInstanceOf(AuditSinkException.class, offer(1, 2));
        assertTrue(refused.getMessage().contains("'siem' (REQUIRED)"), refused.getMessage());
        assertTrue(refused.getMessage().contains("1 to 2"), refused.getMessage());
        assertEquals(List.of(1L, 2L), other.taken(2));
        sink.doing(Deed.TAKE);
        assertNull(offer(3, 3));
        assertEquals(List.of(3L), sink.taken(1));
        assertEquals(2, status(0).missed());
        assertEquals(1, status(0).failures());
        assertEquals(SinkStatus.Condition.TAKING, status(0).condition());
    }

    @Test
    void afterAMissASinkIsToldOfTheGapBeforeTheNextRecord() {
        open(sink.as("a", SinkMode.BEST_EFFORT), other.as("b", SinkMode.REQUIRED));
        offer(1, 1);
        sink.taken(1);
        sink.doing(Deed.FAIL);
        assertNull(offer(2, 4), "nobody waits for it");
        awaitFailures(1);
        sink.doing(Deed.TAKE);
        offer(5, 5);
        assertEquals(List.of(1L, 5L), sink.taken(2));
        assertEquals(List.of(new AuditGap(Records.ORIGIN, 2, 4)), sink.gaps());
    }

    @Test
    void aGapIsToldAlsoWhenTheMissWasInAnotherProcess() {
        open(sink.as("a", SinkMode.BEST_EFFORT));
        offer(1, 1);
        sink.taken(1);
        fanOut.close();
        open(sink.doing(Deed.FAIL).as("a", SinkMode.BEST_EFFORT));
        offer(2, 3);
        awaitFailures(1);
        fanOut.close();
        open(sink.doing(Deed.TAKE).as("a", SinkMode.BEST_EFFORT));
        offer(4, 4);
        assertEquals(List.of(1L, 4L), sink.taken(2));
        assertEquals(List.of(new AuditGap(Records.ORIGIN, 2, 3)), sink.gaps());
    }

    @Test
    void aSinkThatWasDownFromItsFirstRecordOnIsToldWhatItMissesAndNothingOfBefore() {
        open(sink.doing(Deed.FAIL).as("a", SinkMode.BEST_EFFORT));
        offer(7, 8);
        awaitFailures(1);
        fanOut.close();
        open(sink.doing(Deed.FAIL).as("a", SinkMode.BEST_EFFORT));
        offer(9, 9);
        awaitFailures(2);
        fanOut.close();
        open(sink.doing(Deed.TAKE).as("a", SinkMode.BEST_EFFORT));
        offer(10, 10);
        assertEquals(List.of(10L), sink.taken(1));
        assertEquals(List.of(new AuditGap(Records.ORIGIN, 7, 9)), sink.gaps());
    }

    @Test
    void aSinkThatHangsFailsInTimeKeepsOneThreadAndStopsNobody() throws InterruptedException {
        sink.doing(Deed.HANG);
        open(sink.as("hung", SinkMode.REQUIRED).withDeadline(SHORT), other.as("b", SinkMode.REQUIRED));
        assertInstanceOf(AuditSinkException.class, offer(1, 1));
        sink.awaitHanging();
        long threads = threads();
        for (long i = 2; i <= 20; i++) {
            assertInstanceOf(AuditSinkException.class, offer(i, i));
        }
        assertEquals(threads, threads(), "threads of the fan-out");
        assertEquals(20, other.taken(20).size());
        assertEquals(SinkStatus.Condition.HUNG, status(0).condition());
        fanOut.close();
        assertEquals(1, sink.closings(), "it is closed while it hangs");
    }

    @Test
    void aQuorumIsReachedWithoutTheSinkThatHangsAndMissedWhenTooManyFail() {
        sink.doing(Deed.HANG);
        fanOut = FanOut.open(
                new SinkPlan(
                        List.of(
                                sink.as("a", SinkMode.QUORUM).withDeadline(Duration.ofSeconds(40)),
                                other.as("b", SinkMode.QUORUM),
                                third.as("c", SinkMode.QUORUM)),
                        2),
                Records.ORIGIN,
                directory,
                InstantSource.system());
        assertNull(offer(1, 1));
        third.doing(Deed.FAIL);
        sink.doing(Deed.FAIL);
        AuditSinkException refused = assertInstanceOf(AuditSinkException.class, offer(2, 2));
        assertTrue(refused.getMessage().contains("fewer than 2"), refused.getMessage());
    }

    @Test
    void anErrorReachesTheHandlerAndTheSinkGoesOn() throws InterruptedException {
        LinkedBlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
        try {
            for (SinkMode mode : List.of(SinkMode.REQUIRED, SinkMode.SPOOLED)) {
                ScriptedSink broken = new ScriptedSink().doing(Deed.BREAK);
                try (FanOut one = FanOut.open(
                        SinkPlan.of(broken.as("broken", mode)),
                        Records.ORIGIN,
                        directory.resolve(mode.name()),
                        InstantSource.system())) {
                    Throwable failure = failureOf(one, 1, 1);
                    assertEquals(mode == SinkMode.REQUIRED, failure != null, mode + ": " + failure);
                    assertInstanceOf(ScriptedSink.Broken.class, uncaught.take());
                    broken.doing(Deed.TAKE);
                    assertNull(failureOf(one, 2, 2));
                    broken.taken(mode == SinkMode.REQUIRED ? 1 : 2);
                }
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void whatASpooledSinkDoesNotTakeWaitsOnDiskAlsoForTheNextProcess() throws Exception {
        sink.doing(Deed.FAIL);
        open(sink.as("siem", SinkMode.SPOOLED));
        assertNull(offer(1, 3));
        assertNull(offer(4, 4));
        assertEquals(4, status(0).spooledRecords());
        fanOut.close();
        assertEquals(4, Spool.measure(directory.resolve("siem")).records());
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("siem"))));
        try (var files = Files.list(directory.resolve("siem"))) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        sink.doing(Deed.TAKE);
        open(sink.as("siem", SinkMode.SPOOLED));
        assertNull(offer(5, 5));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), sink.taken(5));
        assertTrue(status(0).failures() > 0, "the counts go on");
        fanOut.close();
        assertEquals(new Spool.Waiting(0, 0), Spool.measure(directory.resolve("siem")));
    }

    @Test
    void aFullSpoolLeavesAGapThatTheSinkIsToldOf() {
        sink.doing(Deed.FAIL);
        open(sink.as("siem", SinkMode.SPOOLED).withSpoolBytes(PlannedSink.LEAST_SPOOL_BYTES));
        long last = 0;
        while (status(0).missed() == 0) {
            assertNull(offer(last + 1, last + 20));
            last += 20;
        }
        long missed = status(0).missed();
        sink.doing(Deed.TAKE);
        int kept = Math.toIntExact(last - missed);
        assertEquals(LongStream.rangeClosed(1, kept).boxed().toList(), sink.taken(kept));
        awaitEmptySpool();
        assertNull(offer(last + 1, last + 1));
        sink.taken(kept + 1);
        assertEquals(List.of(new AuditGap(Records.ORIGIN, kept + 1, last)), sink.gaps());
    }

    @Test
    void aSinkThatCannotBeOpenedYetKeepsNobodyAndIsOpenedWhenItIsNeeded() {
        sink.opening(false);
        open(sink.as("late", SinkMode.REQUIRED), other.as("b", SinkMode.REQUIRED));
        assertInstanceOf(AuditSinkException.class, offer(1, 1));
        sink.opening(true);
        assertNull(offer(2, 2));
        assertEquals(List.of(2L), sink.taken(1));
    }

    @Test
    void aSettingThatIsWrongIsRefusedAtOnceAndNothingStaysOpen() {
        PlannedSink wrong = PlannedSink.of("a", SinkMode.SPOOLED, sink, Map.of("unknown", "x"));
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> open(other.as("b", SinkMode.REQUIRED), wrong));
        assertTrue(refused.getMessage().contains("unknown"), refused.getMessage());
        assertEquals(1, other.closings());
        open(sink.as("a", SinkMode.SPOOLED));
    }

    @Test
    void anInterruptOfTheOneWhoOffersReachesNoSink() {
        open(sink.as("a", SinkMode.REQUIRED), other.as("b", SinkMode.SPOOLED));
        Thread.currentThread().interrupt();
        assertNull(offer(1, 1));
        assertTrue(Thread.interrupted(), "the interrupt is kept for its owner");
        assertEquals(List.of(1L), sink.taken(1));
        assertEquals(List.of(1L), other.taken(1));
        assertEquals(0, status(0).failures() + status(1).failures());
    }

    @Test
    void aClockThatJumpsDisturbsNoDeadline() {
        Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
        fanOut = FanOut.open(
                SinkPlan.of(sink.as("a", SinkMode.REQUIRED), other.as("b", SinkMode.SPOOLED)),
                Records.ORIGIN,
                directory,
                () -> now[0]);
        for (long i = 1; i <= 20; i++) {
            now[0] = now[0].plus(i % 2 == 0 ? Duration.ofDays(-4000) : Duration.ofDays(3000));
            assertNull(offer(i, i));
        }
        assertEquals(20, other.taken(20).size());
        assertEquals(0, status(0).timeouts());
    }

    @Test
    void twoProcessesDoNotShareASpool() {
        open(sink.as("a", SinkMode.SPOOLED));
        AuditSinkException refused = assertThrows(
                AuditSinkException.class,
                () -> FanOut.open(
                        SinkPlan.of(sink.as("a", SinkMode.SPOOLED)),
                        Records.ORIGIN,
                        directory,
                        InstantSource.system()));
        assertTrue(refused.getMessage().contains("open already"), refused.getMessage());
    }

    @Test
    void afterCloseNothingIsTaken() {
        open(sink.as("a", SinkMode.REQUIRED));
        fanOut.close();
        fanOut.close();
        assertInstanceOf(AuditSinkException.class, offer(1, 1));
        assertEquals(1, sink.closings());
    }

    @Test
    void aQuorumThatCannotBeHadIsRefused() {
        PlannedSink voter = sink.as("a", SinkMode.QUORUM);
        assertThrows(InvalidArgumentException.class, () -> new SinkPlan(List.of(voter), 0));
        assertThrows(InvalidArgumentException.class, () -> new SinkPlan(List.of(voter), 2));
        assertThrows(InvalidArgumentException.class, () -> new SinkPlan(List.of(sink.as("a", SinkMode.REQUIRED)), 1));
        assertThrows(
                InvalidArgumentException.class,
                () -> SinkPlan.of(sink.as("a", SinkMode.REQUIRED), other.as("a", SinkMode.SPOOLED)));
        assertThrows(InvalidArgumentException.class, () -> sink.as("../a", SinkMode.REQUIRED));
    }

    private void open(PlannedSink... sinks) {
        fanOut = FanOut.open(SinkPlan.of(sinks), Records.ORIGIN, directory, InstantSource.system());
    }

    private @Nullable Throwable offer(long first, long last) {
        return failureOf(fanOut, first, last);
    }

    private static @Nullable Throwable failureOf(FanOut to, long first, long last) {
        try {
            to.offer(Records.lines(first, last)).toCompletableFuture().join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private SinkStatus status(int sinkNumber) {
        return fanOut.status().get(sinkNumber);
    }

    private void awaitFailures(long count) {
        while (status(0).failures() < count) {
            Thread.onSpinWait();
        }
    }

    private void awaitEmptySpool() {
        while (status(0).spooledRecords() > 0) {
            Thread.onSpinWait();
        }
    }

    private static long threads() {
        List<Thread> all = new ArrayList<>(Thread.getAllStackTraces().keySet());
        return all.stream()
                .filter(thread -> thread.getName().startsWith("praxis-audit-"))
                .count();
    }
}
