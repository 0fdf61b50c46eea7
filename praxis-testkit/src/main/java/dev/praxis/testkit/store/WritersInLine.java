package dev.praxis.testkit.store;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Writers that came one after another while the first of them was held up inside the store. Unlike {@link WriteWaits} it
 * leaves nothing to the scheduler: whoever is in line is there before the first one goes on.
 *
 * @param open opens a store that takes the time of a change inside its transaction
 * @param isInLine whether the thread that came last is surely waiting for its turn
 * @param writers how many come after the first
 * @param writes how many times each writes; only the first time it is surely in line
 */
public record WritersInLine(
        Function<StoreOptions, ? extends Store> open, Predicate<Thread> isInLine, int writers, int writes) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Lets them write.
     *
     * @return the sequences of the writers' first writes, in the order in which they came, counted from that of the one that was
     *     held up
     * @throws InterruptedException if this thread was interrupted
     * @throws ExecutionException if a write failed
     */
    public List<Long> places() throws InterruptedException, ExecutionException {
        HeldClock clock = new HeldClock(InstantSource.system());
        try (Store store = open.apply(StoreOptions.defaults().withClock(clock))) {
            clock.arm();
            FutureTask<Long> held = start(store, 0);
            clock.awaitHeld();
            List<FutureTask<Long>> line = new ArrayList<>();
            try {
                for (int writer = 1; writer <= writers; writer++) {
                    line.add(start(store, writer));
                }
            } finally {
                clock.release();
            }
            List<Long> places = new ArrayList<>();
            for (FutureTask<Long> each : line) {
                places.add(each.get() - held.get());
            }
            return places;
        }
    }

    /** Returns when the writer is in line; the first one is nobody's successor and is not waited for. */
    private FutureTask<Long> start(Store store, int writer) {
        FutureTask<Long> task = new FutureTask<>(() -> {
            long first = put(store, writer, 0).sequence();
            for (int i = 1; i < writes; i++) {
                put(store, writer, i);
            }
            return first;
        });
        Thread thread = new Thread(task, "writer " + writer);
        thread.start();
        long start = System.nanoTime();
        while (writer > 0 && !isInLine.test(thread) && !task.isDone()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError(
                        thread.getName() + " does not wait for its turn, it is at " + List.of(thread.getStackTrace()));
            }
            Thread.onSpinWait();
        }
        return task;
    }

    private static Fact put(Store store, int writer, int write) {
        return store.put(StoreRules.says(StoreRules.key("writer " + writer), "write " + write));
    }
}
