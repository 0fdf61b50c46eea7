package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.SharedWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The works that share one transaction: those that stand in line, and those that come while they run. Bounded, because
 * other processes get their chance only between two transactions. Confined to the leader.
 */
final class WriteGroup implements Supplier<@Nullable SharedWork<?>> {

    /** The greatest number of works. */
    static final int MAX_WORKS = 64;

    /** No work begins later than this after the first. */
    private static final long MAX_NANOS = Duration.ofMillis(10).toNanos();

    private final WriteQueue queue;
    private final FailureTranslator failures;
    private final long busyWaitNanos;
    private final long began = System.nanoTime();
    private final List<SharedWork<?>> works = new ArrayList<>();
    private final List<Turn> followers = new ArrayList<>();

    WriteGroup(SharedWork<?> first, WriteQueue queue, FailureTranslator failures, long busyWaitNanos) {
        this.queue = queue;
        this.failures = failures;
        this.busyWaitNanos = busyWaitNanos;
        works.add(first);
    }

    /** The next work in line whose caller's wait is not over. */
    @Override
    public @Nullable SharedWork<?> get() {
        while (works.size() < MAX_WORKS && System.nanoTime() - began < MAX_NANOS) {
            Turn turn = queue.nextSharing();
            SharedWork<?> work = turn == null ? null : turn.work();
            if (turn == null || work == null) {
                return null;
            }
            followers.add(turn);
            if (turn.waitedNanos() < busyWaitNanos) {
                works.add(work);
                return work;
            }
            work.fail(failures.busy());
        }
        return null;
    }

    /** All works that were taken to be run, the first included, in order. */
    List<SharedWork<?>> works() {
        return works;
    }

    /** Lets the callers behind the leader go on; every outcome is final. */
    void answer() {
        followers.forEach(Turn::answer);
    }
}
