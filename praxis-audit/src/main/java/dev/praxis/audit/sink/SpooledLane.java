package dev.praxis.audit.sink;

import dev.praxis.api.audit.AuditLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines go to disk first, as many as came together with one synchronisation, and from there to the sink, in order. When the sink
 * does not take them they are tried again, after a pause that grows.
 */
final class SpooledLane implements Lane {

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private static final int MOST_IN_A_CALL = 1_000;
    private static final int MOST_BYTES_IN_A_CALL = 1 << 20;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final PlannedSink planned;
    private final SinkTally tally;
    private final ScheduledExecutorService timer;
    private final Spool spool;
    private final Executor disk;
    private final SinkWorker worker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Arrivals arriving = new Arrivals();
    private boolean writing;
    private boolean draining;
    private boolean pausing;
    private long pauseMillis;
    private @Nullable ScheduledFuture<?> resumption;
    private @Nullable CompletableFuture<Void> finished;

    /**
     * Creates a lane.
     *
     * @param spool what is kept; this closes it
     * @param disk writes to the spool, one thing at a time
     */
    SpooledLane(
            PlannedSink planned,
            String origin,
            SinkTally tally,
            ScheduledExecutorService timer,
            Spool spool,
            Executor disk) {
        this.planned = planned;
        this.tally = tally;
        this.timer = timer;
        this.spool = spool;
        this.disk = disk;
        long last = spool.sequence() > 0 ? spool.sequence() : tally.last();
        this.worker = new SinkWorker(planned, origin, tally, timer, last);
    }

    @Override
    public PlannedSink planned() {
        return planned;
    }

    /** Also begins with what a process before this one left. */
    @Override
    public CompletableFuture<Void> open() {
        return worker.openLater().whenComplete((opened, failure) -> drainLater());
    }

    @Override
    public CompletableFuture<Void> offer(List<AuditLine> lines) {
        worker.begins(lines);
        Delivery delivery = new Delivery(planned, lines, timer, late -> {});
        lock.lock();
        try {
            if (finished == null && arriving.add(delivery)) {
                writeLater();
                return delivery.done();
            }
        } finally {
            lock.unlock();
        }
        miss(delivery, lines, "too many records wait for the disk, or it is closed", null);
        return delivery.done();
    }

    private void miss(Delivery delivery, List<AuditLine> lines, String why, @Nullable Throwable cause) {
        tally.missed(lines.get(0).sequence(), lines.size());
        delivery.fail(why, cause);
    }

    /** With the lock. */
    private void writeLater() {
        if (!writing && !arriving.isEmpty()) {
            writing = true;
            try {
                disk.execute(this::write);
            } catch (RejectedExecutionException stopped) {
                writing = false;
            }
        }
    }

    private void write() {
        List<Delivery> together;
        lock.lock();
        try {
            together = arriving.next(Arrivals.MOST_WAITING);
        } finally {
            lock.unlock();
        }
        keep(together);
        lock.lock();
        try {
            writing = false;
            writeLater();
        } finally {
            lock.unlock();
        }
        drainLater();
    }

    private void keep(List<Delivery> together) {
        List<AuditLine> lines = new ArrayList<>();
        together.forEach(delivery -> lines.addAll(delivery.lines()));
        int kept;
        try {
            kept = spool.append(lines);
        } catch (IOException e) {
            LOG.warn("the spool of the audit sink {} could not be written: {}", planned.name(), e.toString());
            together.forEach(delivery -> miss(delivery, delivery.lines(), "its spool could not be written", e));
            return;
        }
        for (Delivery delivery : together) {
            int size = delivery.lines().size();
            if (kept >= size) {
                delivery.succeed();
            } else {
                miss(delivery, delivery.lines().subList(Math.max(0, kept), size), "its spool is full", null);
            }
            kept -= size;
        }
    }

    private void drainLater() {
        lock.lock();
        try {
            if (!draining && !pausing) {
                draining = true;
                try {
                    worker.execute(this::drain);
                } catch (RejectedExecutionException stopped) {
                    draining = false;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        boolean more = false;
        boolean failed = true;
        try {
            Spool.Batch batch = spool.take(MOST_IN_A_CALL, MOST_BYTES_IN_A_CALL);
            if (!batch.lines().isEmpty()) {
                worker.deliver(batch.lines(), worker.deadlineFromNow());
                spool.delivered(batch);
                more = true;
            }
            failed = false;
        } catch (IOException e) {
            LOG.warn("the spool of the audit sink {} could not be read: {}", planned.name(), e.toString());
        } catch (RuntimeException e) {
            LOG.debug("the audit sink {} did not take what waits for it", planned.name());
        } finally {
            drained(more, failed);
        }
    }

    private void drained(boolean more, boolean failed) {
        lock.lock();
        try {
            draining = false;
            if (failed) {
                pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis));
                pausing = true;
                resumeLater();
            } else {
                pauseMillis = 0;
            }
            if (finished != null && !writing && arriving.isEmpty() && (failed || !more)) {
                finished.complete(null);
            }
        } finally {
            lock.unlock();
        }
        if (more || hasArrived()) {
            drainLater();
        }
    }

    private boolean hasArrived() {
        return spool.waiting().records() > 0;
    }

    /** With the lock. */
    private void resumeLater() {
        try {
            resumption = timer.schedule(
                    () -> {
                        lock.lock();
                        try {
                            pausing = false;
                        } finally {
                            lock.unlock();
                        }
                        drainLater();
                    },
                    pauseMillis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the audit sink {} is closed while it pauses", planned.name());
        }
    }

    /** One more attempt, also in a pause; what the sink does not take then stays on disk. */
    @Override
    public CompletableFuture<Void> finish() {
        lock.lock();
        try {
            if (finished == null) {
                finished = new CompletableFuture<>();
                pausing = false;
                if (resumption != null) {
                    resumption.cancel(false);
                }
            }
        } finally {
            lock.unlock();
        }
        drainLater();
        return finished;
    }

    @Override
    public void stop() {
        worker.stop(FanOut.PATIENCE);
        spool.close();
        tally.saveLast();
    }

    @Override
    public SinkStatus status() {
        Spool.Waiting waiting = spool.waiting();
        return tally.status(worker.isHung(), waiting.records(), waiting.bytes());
    }
}
