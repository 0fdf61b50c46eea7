package dev.praxis.testkit.store;

import dev.praxis.api.UtcMicros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** What a model store keeps: all changes in their order, and the embeddings, under one lock. Outlives the stores that are opened on it. */
final class ModelLog {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<ModelChange> changes = new ArrayList<>();
    private final ModelVectors vectors = new ModelVectors();

    /** Runs a step while nobody else reads or writes. */
    <T> T exclusively(Function<List<ModelChange>, T> step) {
        lock.lock();
        try {
            return step.apply(changes);
        } finally {
            lock.unlock();
        }
    }

    /** The embeddings; to be used in a step. */
    ModelVectors vectors() {
        return vectors;
    }

    /** The recorded time of the next change: that of the clock, or that of the last change when the clock is behind. */
    static Instant recordedAt(Instant clock, List<ModelChange> changes) {
        Instant now = UtcMicros.truncate(clock);
        Instant last = changes.isEmpty() ? now : changes.get(changes.size() - 1).recordedAt();
        return now.isBefore(last) ? last : now;
    }
}
