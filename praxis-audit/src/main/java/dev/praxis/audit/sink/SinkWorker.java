package dev.praxis.audit.sink;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one sink on a thread that is owned for it. Opens the sink when it is first needed, tells it of gaps, gives each call a
 * deadline and counts how it ended. What the sink throws goes on to the caller, which is on the same thread.
 */
final class SinkWorker {

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private final PlannedSink planned;
    private final String origin;
    private final SinkTally tally;
    private final ScheduledExecutorService timer;
    private final ThreadPoolExecutor thread;
    private volatile @Nullable AuditSink sink;
    private volatile @Nullable SinkCall current;
    private volatile boolean stopped;

    private final AtomicBoolean begun = new AtomicBoolean();

    /** The last record that the sink has, was told to miss, or was not to get. Confined to the thread. */
    private long last;

    SinkWorker(PlannedSink planned, String origin, SinkTally tally, ScheduledExecutorService timer, long last) {
        this.planned = planned;
        this.origin = origin;
        this.tally = tally;
        this.timer = timer;
        this.thread = OwnedThreads.one("sink-" + planned.name());
        this.last = last;
    }

    /** Runs work on the thread of the sink, in turn. */
    void execute(Runnable work) {
        thread.execute(work);
    }

    /** Says which records are offered, before they are; the first of all is where the sink begins to miss what it does not get. */
    void begins(List<AuditLine> offered) {
        if (!offered.isEmpty() && begun.compareAndSet(false, true)) {
            long first = offered.get(0).sequence();
            tally.begins(first);
            try {
                execute(() -> last = last == SinkTally.UNKNOWN ? first - 1 : last);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("the audit sink {} is closed before it gets a record", planned.name());
            }
        }
    }

    /** Opens the sink; ends as that ended. */
    CompletableFuture<Void> openLater() {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        execute(() -> {
            try {
                call(deadlineFromNow(), this::opened);
                opened.complete(null);
            } catch (RuntimeException | Error e) {
                opened.completeExceptionally(e);
                if (e instanceof Error broken) {
                    throw broken;
                }
            }
        });
        return opened;
    }

    long deadlineFromNow() {
        return System.nanoTime() + planned.deadline().toNanos();
    }

    /** Hands lines over. On the thread of the sink only. */
    void deliver(List<AuditLine> lines, long deadline) {
        call(deadline, () -> {
            AuditSink open = opened();
            for (int from = 0, to; from < lines.size(); from = to) {
                to = endOfRun(lines, from);
                tellGap(open, lines.get(from).sequence());
                open.accept(lines.subList(from, to));
                last = lines.get(to - 1).sequence();
            }
        });
        tally.took(lines);
    }

    private void tellGap(AuditSink open, long next) {
        if (last != SinkTally.UNKNOWN && next > last + 1) {
            AuditGap gap = new AuditGap(origin, last + 1, next - 1);
            open.gap(gap);
            last = gap.last();
            tally.gap(gap.first(), gap.last());
        }
    }

    /** Behind the lines from a place on whose sequences follow each other. */
    private static int endOfRun(List<AuditLine> lines, int from) {
        int to = from + 1;
        while (to < lines.size()
                && lines.get(to).sequence() <= lines.get(to - 1).sequence() + 1) {
            to++;
        }
        return to;
    }

    private AuditSink opened() {
        AuditSink open = sink;
        if (open == null) {
            open = planned.open(origin);
            sink = open;
            if (stopped) {
                open.close();
            }
        }
        return open;
    }

    private void call(long deadline, Runnable body) {
        SinkCall call = new SinkCall(deadline);
        current = call;
        ScheduledFuture<?> alarm = timer.schedule(call::cutOff, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            tally.failed(e, call.wasCutOff());
            throw e;
        } finally {
            call.end();
            current = null;
            alarm.cancel(false);
        }
    }

    boolean isHung() {
        SinkCall call = current;
        return call != null && call.isLate();
    }

    /**
     * Gives the sink up: asks a call that is under way to end, and closes the sink. What does not end by itself in that time is
     * left to itself.
     *
     * @param patience how long to wait
     */
    void stop(Duration patience) {
        stopped = true;
        SinkCall call = current;
        if (call != null) {
            call.cutOff();
        }
        Thread closing = OwnedThreads.start("close-" + planned.name(), this::closeSink);
        thread.shutdownNow();
        boolean ended = Waiting.uninterruptibly(patience, left -> {
            closing.join(Math.max(1, left.toMillis()));
            return !closing.isAlive() && thread.awaitTermination(left.toNanos(), TimeUnit.NANOSECONDS);
        });
        if (!ended) {
            LOG.warn("audit sink {} hangs while it is closed and is left to itself", planned.name());
        }
    }

    private void closeSink() {
        AuditSink open = sink;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                LOG.warn(
                        "audit sink {} could not be closed: {}",
                        planned.name(),
                        e.getClass().getName());
            }
        }
    }
}
