package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.SharedWork;
import dev.praxis.store.jdbc.Turn;
import dev.praxis.store.jdbc.TurnQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The works that share one transaction: those that stand in line, and those that come while they run, up to a
 * bound. Who is expected is waited for, a little. Confined to the leader.
 */
final class WriteGroup implements Supplier<@Nullable SharedWork<?>> {

    private final TurnQueue<SharedWork<?>> queue;
    private final FailureTranslator failures;
    private final long busyWaitNanos;
    private final GroupBound bound;
    private final int expected;
    private long patienceNanos;
    private long firstEnded;
    private final List<SharedWork<?>> works = new ArrayList<>();
    private final List<Turn<SharedWork<?>>> followers = new ArrayList<>();

    WriteGroup(
            SharedWork<?> first,
            TurnQueue<SharedWork<?>> queue,
            FailureTranslator failures,
            long busyWaitNanos,
            GroupBound bound,
            int expected) {
        this.queue = queue;
        this.failures = failures;
        this.busyWaitNanos = busyWaitNanos;
        this.bound = bound;
        this.expected = expected;
        this.patienceNanos = bound.patience().toNanos();
        works.add(first);
    }

    /** The next work in line whose caller's wait is not over. */
    @Override
    public @Nullable SharedWork<?> get() {
        if (works.size() == 1) {
            firstEnded = System.nanoTime();
        }
        while (!isFull()) {
            Turn<SharedWork<?>> turn = next();
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

    private @Nullable Turn<SharedWork<?>> next() {
        if (works.size() < expected) {
            awaitCompany();
        }
        return queue.nextSharing();
    }

    /** Gives the processor away meanwhile: where there are few, those who are awaited need it to come. */
    @SuppressWarnings("ThreadPriorityCheck") // It is only a hint here, and parking takes longer than the wait.
    private void awaitCompany() {
        long start = System.nanoTime();
        long waited = 0;
        while (queue.length() == 0 && waited < patienceNanos) {
            Thread.yield();
            waited = System.nanoTime() - start;
        }
        patienceNanos -= waited;
    }

    private boolean isFull() {
        return works.size() >= bound.works()
                || System.nanoTime() - firstEnded >= bound.time().toNanos();
    }

    /** All works that were taken to be run, the first included, in order. */
    List<SharedWork<?>> works() {
        return works;
    }

    /** Lets the callers behind the leader go on; every outcome is final. */
    void answer() {
        for (Turn<SharedWork<?>> follower : followers) {
            follower.answer();
        }
    }
}
