package dev.praxis.audit.sink;

import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSinkException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lines on their way to one sink, and the deadline by which it is known how that ended. */
final class Delivery {

    private final PlannedSink planned;
    private final List<AuditLine> lines;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final long deadline;
    private final ScheduledFuture<?> alarm;

    /**
     * Begins a delivery.
     *
     * @param expired what to do when it is not over at the deadline; on the thread of the timer
     */
    Delivery(PlannedSink planned, List<AuditLine> lines, ScheduledExecutorService timer, Consumer<Delivery> expired) {
        this.planned = planned;
        this.lines = lines;
        Duration time = planned.deadline();
        this.deadline = System.nanoTime() + time.toNanos();
        this.alarm = timer.schedule(
                () -> {
                    if (fail("no answer in " + time.toMillis() + " ms", null)) {
                        expired.accept(this);
                    }
                },
                time.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    List<AuditLine> lines() {
        return lines;
    }

    long deadline() {
        return deadline;
    }

    CompletableFuture<Void> done() {
        return done;
    }

    void succeed() {
        alarm.cancel(false);
        done.complete(null);
    }

    /** Ends badly; whether it was not over before. */
    boolean fail(String why, @Nullable Throwable cause) {
        if (done.isDone()) {
            return false;
        }
        return done.completeExceptionally(refusal(planned, lines, why, cause));
    }

    static AuditSinkException refusal(
            PlannedSink planned, List<AuditLine> lines, String why, @Nullable Throwable cause) {
        return new AuditSinkException(
                "the audit sink '" + planned.name() + "' (" + planned.mode() + ") did not take records "
                        + lines.get(0).sequence() + " to "
                        + lines.get(lines.size() - 1).sequence() + ": " + why
                        + "; they are in the audit log; see to the sink",
                cause);
    }
}
