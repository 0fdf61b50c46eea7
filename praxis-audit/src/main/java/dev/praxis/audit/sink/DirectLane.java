package dev.praxis.audit.sink;

import dev.praxis.api.audit.AuditLine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lines wait in memory for a bounded time, and as many as came together go to the sink in one call, whose outcome they share. What
 * the sink did not take in time it misses; it is told so before the next line.
 */
final class DirectLane implements Lane {

    private static final int MOST_IN_A_CALL = 1_000;

    private final PlannedSink planned;
    private final SinkTally tally;
    private final ScheduledExecutorService timer;
    private final SinkWorker worker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Arrivals waiting = new Arrivals();
    private boolean draining;
    private @Nullable CompletableFuture<Void> finished;

    DirectLane(PlannedSink planned, String origin, SinkTally tally, ScheduledExecutorService timer) {
        this.planned = planned;
        this.tally = tally;
        this.timer = timer;
        this.worker = new SinkWorker(planned, origin, tally, timer, tally.last());
    }

    @Override
    public PlannedSink planned() {
        return planned;
    }

    @Override
    public CompletableFuture<Void> open() {
        return worker.openLater();
    }

    @Override
    public CompletableFuture<Void> offer(List<AuditLine> lines) {
        worker.begins(lines);
        Delivery delivery = new Delivery(planned, lines, timer, this::expired);
        lock.lock();
        try {
            if (finished == null && waiting.add(delivery)) {
                drainLater();
                return delivery.done();
            }
        } finally {
            lock.unlock();
        }
        tally.missed(lines.get(0).sequence(), lines.size());
        delivery.fail("too many records wait for it, or it is closed", null);
        return delivery.done();
    }

    /** The deadline of a delivery has passed. If it waits it is not begun any more. */
    private void expired(Delivery delivery) {
        lock.lock();
        try {
            if (!waiting.remove(delivery)) {
                return; // its call is under way and has been cut off
            }
            tally.missed(delivery.lines().get(0).sequence(), delivery.lines().size());
            noteIdle();
        } finally {
            lock.unlock();
        }
    }

    /** With the lock. */
    private void drainLater() {
        if (!draining && !waiting.isEmpty()) {
            draining = true;
            try {
                worker.execute(this::drain);
            } catch (RejectedExecutionException stopped) {
                draining = false;
            }
        }
    }

    private void drain() {
        List<Delivery> together = next();
        try {
            if (!together.isEmpty()) {
                deliver(together);
            }
        } finally {
            lock.lock();
            try {
                draining = false;
                drainLater();
                noteIdle();
            } finally {
                lock.unlock();
            }
        }
    }

    private List<Delivery> next() {
        lock.lock();
        try {
            return waiting.next(MOST_IN_A_CALL);
        } finally {
            lock.unlock();
        }
    }

    private void deliver(List<Delivery> together) {
        List<AuditLine> lines = new ArrayList<>();
        together.forEach(delivery -> lines.addAll(delivery.lines()));
        try {
            worker.deliver(lines, together.get(0).deadline());
        } catch (RuntimeException | Error e) {
            tally.missed(lines.get(0).sequence(), lines.size());
            together.forEach(delivery -> delivery.fail("it failed", e));
            if (e instanceof Error broken) {
                throw broken;
            }
            return;
        }
        together.forEach(Delivery::succeed);
    }

    @Override
    public CompletableFuture<Void> finish() {
        lock.lock();
        try {
            if (finished == null) {
                finished = new CompletableFuture<>();
            }
            noteIdle();
            return finished;
        } finally {
            lock.unlock();
        }
    }

    /** With the lock. */
    private void noteIdle() {
        if (finished != null && waiting.isEmpty() && !draining) {
            finished.complete(null);
        }
    }

    @Override
    public void stop() {
        worker.stop(FanOut.PATIENCE);
        tally.saveLast();
    }

    @Override
    public SinkStatus status() {
        return tally.status(worker.isHung(), 0, 0);
    }
}
