package dev.praxis.audit.sink;

import dev.praxis.api.audit.AuditSinkException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Whether the sinks together took what they were offered, as their modes want it. Thread-safe. */
final class Acceptance {

    private final CompletableFuture<Void> outcome = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final int quorum;
    private long waitedFor;
    private long voters;
    private int votes;

    Acceptance(List<PlannedSink> sinks, int quorum) {
        this.quorum = quorum;
        this.waitedFor = sinks.stream()
                .filter(sink -> sink.mode() == SinkMode.REQUIRED || sink.mode() == SinkMode.SPOOLED)
                .count();
        this.voters =
                sinks.stream().filter(sink -> sink.mode() == SinkMode.QUORUM).count();
        if (waitedFor == 0 && quorum == 0) {
            outcome.complete(null);
        }
    }

    CompletableFuture<Void> outcome() {
        return outcome;
    }

    /** The answer of one sink: null, or why it did not take it. */
    void answered(SinkMode mode, @Nullable Throwable failure) {
        AuditSinkException refused = null;
        boolean accepted;
        lock.lock();
        try {
            switch (mode) {
                case REQUIRED -> {
                    waitedFor--;
                    refused = failure == null ? null : refusal(failure);
                }
                case SPOOLED -> waitedFor--;
                case QUORUM -> {
                    voters--;
                    votes += failure == null ? 1 : 0;
                    refused = votes + voters < quorum && failure != null ? noQuorum(failure) : null;
                }
                case BEST_EFFORT -> {
                    return;
                }
            }
            accepted = waitedFor == 0 && votes >= quorum;
        } finally {
            lock.unlock();
        }
        if (refused != null) {
            outcome.completeExceptionally(refused);
        } else if (accepted) {
            outcome.complete(null);
        }
    }

    private static AuditSinkException refusal(Throwable failure) {
        return failure instanceof AuditSinkException known
                ? known
                : new AuditSinkException("a required audit sink failed", failure);
    }

    private AuditSinkException noQuorum(Throwable failure) {
        return new AuditSinkException(
                "fewer than " + quorum + " of the audit sinks of mode QUORUM took the records; the last refusal: "
                        + failure.getMessage(),
                failure);
    }
}
