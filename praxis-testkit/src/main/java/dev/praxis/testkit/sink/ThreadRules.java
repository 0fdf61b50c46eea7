package dev.praxis.testkit.sink;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.testkit.Rule;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What a sink does when it hangs, is interrupted, or is closed. */
abstract class ThreadRules extends SinkRules {

    /** More than any buffer on the way to a destination that reads nothing. */
    private static final int MOST_CALLS = 4_000;

    private static final int MOST_LINE_BYTES = 16_000;

    ThreadRules(SinkTck tck) {
        super(tck);
    }

    /** If it fails: is there a wait without a time limit that an interrupt does not end? */
    @Rule("SINK-HANG-1")
    void aDestinationThatDoesNotAnswerHoldsNobodyForEver() throws InterruptedException {
        AuditSink open = sink();
        cause(Fault.HANGING);
        AtomicReference<Thread> sending = new AtomicReference<>();
        FutureTask<Boolean> task = start(() -> {
            sending.set(Thread.currentThread());
            fill(open);
        });
        long end = System.nanoTime() + patience().toNanos();
        while (!task.isDone() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(20); // between two interrupts, of which one must be enough
            Thread thread = sending.get();
            if (thread != null) {
                thread.interrupt();
            }
        }
        assertInstanceOf(AuditSinkException.class, failureOf(task, "a call of a destination that hangs"));
        place().mend();
        takeSoon(Lines.line(MOST_CALLS + 1));
        assertArrives(Lines.line(MOST_CALLS + 1));
    }

    /** What hung goes on when the destination does, and may need a moment for it. */
    private void takeSoon(AuditLine line) throws InterruptedException {
        long end = System.nanoTime() + patience().toNanos();
        while (true) {
            try {
                sink().accept(List.of(line));
                return;
            } catch (AuditSinkException e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(20); // between two attempts
            }
        }
    }

    /** Long lines fill the buffers sooner. */
    private int lineBytes() {
        return Math.min(MOST_LINE_BYTES, place().longestLine());
    }

    /** Sends until the sink says that it cannot. */
    private void fill(AuditSink open) {
        for (int i = 1; i <= MOST_CALLS; i++) {
            open.accept(List.of(Lines.ofBytes(i, lineBytes())));
        }
        throw new AssertionError("a destination that takes nothing took " + MOST_CALLS + " lines");
    }

    /** If it fails: does an interrupt close a channel or a connection for good, or lose a line in silence? */
    @Rule("SINK-INTERRUPT-1")
    void aStormOfInterruptsBreaksNothing() throws InterruptedException {
        AuditSink open = sink();
        AtomicReference<Thread> sending = new AtomicReference<>();
        FutureTask<Boolean> task = start(() -> {
            sending.set(Thread.currentThread());
            for (AuditLine line : lines(1, 100)) {
                // One at the beginning of the call for certain; the others come when they come.
                Thread.currentThread().interrupt();
                takeInTheEnd(open, line);
            }
        });
        for (int i = 0; i < 2_000 && !task.isDone(); i++) {
            Thread thread = sending.get();
            if (thread != null) {
                thread.interrupt();
            }
            Thread.onSpinWait();
        }
        assertNull(failureOf(task, "sending a hundred lines"), "after the interrupts");
        sink().accept(lines(101, 101));
        assertArrivedAtLeastOnce(lines(1, 101));
    }

    /** A call that fails may have been interrupted; a sink that is broken fails also when the storm is over. */
    private void takeInTheEnd(AuditSink open, AuditLine line) {
        long end = System.nanoTime() + patience().toNanos();
        while (true) {
            try {
                open.accept(List.of(line));
                return;
            } catch (AuditSinkException e) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("the sink does not recover from interrupts", e);
                }
                Thread.interrupted();
            }
        }
    }

    /** If it fails: does closing wait for the call that is under way, or for the destination? */
    @Rule("SINK-CLOSE-1")
    void closingEndsWhatHangs() throws InterruptedException {
        AuditSink open = sink();
        cause(Fault.HANGING);
        AtomicLong calls = new AtomicLong();
        FutureTask<Boolean> sending = start(() -> {
            for (int i = 1; i <= MOST_CALLS; i++) {
                open.accept(List.of(Lines.ofBytes(i, lineBytes())));
                calls.incrementAndGet();
            }
        });
        awaitStandstill(sending, calls);
        assertNull(failureOf(start(open::close), "closing a sink that hangs"), "closing");
        assertInstanceOf(AuditSinkException.class, failureOf(sending, "a call of a sink that was closed"));
    }

    /** Until no call has ended for a while, so that one is under way. */
    private static void awaitStandstill(FutureTask<Boolean> sending, AtomicLong calls) throws InterruptedException {
        long before = -1;
        while (!sending.isDone() && before != calls.get()) {
            before = calls.get();
            TimeUnit.MILLISECONDS.sleep(200); // closing earlier is allowed too; it would prove less
        }
    }

    /** If it fails: is a line lost that was taken, or does the one who sends hang when the sink is closed under him? */
    @Rule("SINK-CLOSE-1")
    void closingWhileBusyLosesNothingThatWasTaken() throws InterruptedException {
        AuditSink open = sink();
        AtomicLong taken = new AtomicLong();
        CountDownLatch busy = new CountDownLatch(20);
        FutureTask<Boolean> sending = start(() -> {
            for (long i = 1; ; i++) {
                open.accept(List.of(Lines.line(i)));
                taken.set(i);
                busy.countDown();
            }
        });
        assertTrue(busy.await(patience().toMillis(), TimeUnit.MILLISECONDS), "twenty lines were not taken");
        assertNull(failureOf(start(open::close), "closing a sink that is busy"), "closing");
        assertInstanceOf(AuditSinkException.class, failureOf(sending, "a call of a sink that was closed"));
        int count = Math.toIntExact(taken.get());
        List<String> arrived = place().arrived(count);
        assertTrue(arrived.size() >= count, "of " + count + " lines that were taken " + arrived.size() + " arrived");
    }

    /** If it fails: does a closed sink take lines and drop them? */
    @Rule("SINK-CLOSE-2")
    void aClosedSinkTakesNothing() {
        AuditSink open = sink();
        open.accept(lines(1, 1));
        open.close();
        assertThrows(AuditSinkException.class, () -> open.accept(lines(2, 2)));
        assertThrows(AuditSinkException.class, () -> open.gap(new AuditGap(Lines.ORIGIN, 2, 2)));
        assertDoesNotThrow(open::close);
        assertArrived(Lines.line(1).json());
    }
}
