package dev.praxis.testkit.store;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Store;
import dev.praxis.testkit.Race;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long writers that write without a pause have waited for each other, in writes of others and not in time: the store's
 * own sequence tells how many came in between, however fast the machine is. Immutable.
 *
 * @param writers how many wrote at a time
 * @param waits one for each write, in any order
 */
public record WriteWaits(int writers, List<Wait> waits) {

    /** No writer waits more than so many times the median. */
    public static final int FAIR = 20;

    /** Copies the list. */
    public WriteWaits {
        waits = List.copyOf(waits);
    }

    /**
     * A write.
     *
     * @param others how many writes of others were done between its request and itself
     * @param nanos the time from its request to its answer
     */
    public record Wait(long others, long nanos) {}

    /** A write and the last one that was known when it was asked for. */
    private record Write(long known, long done, long nanos) {}

    /**
     * Measures a store. Blocks until all writes are done.
     *
     * @param store a store that nobody else writes to
     * @param writers how many threads
     * @param writes how many writes each
     * @return the waits
     */
    public static WriteWaits of(Store store, int writers, int writes) {
        AtomicLong known = new AtomicLong();
        Queue<Write> all = new ConcurrentLinkedQueue<>();
        Race race = new Race();
        for (int writer = 0; writer < writers; writer++) {
            String name = "writer " + writer;
            race.runner(() -> {
                for (int i = 0; i < writes; i++) {
                    long start = System.nanoTime();
                    long before = known.get();
                    Fact put = store.put(StoreRules.says(StoreRules.key(name), "write " + i));
                    known.accumulateAndGet(put.sequence(), Math::max);
                    all.add(new Write(before, put.sequence(), System.nanoTime() - start));
                }
            });
        }
        race.run();
        List<Long> order = all.stream().map(Write::done).sorted().toList();
        return new WriteWaits(
                writers, all.stream().map(write -> wait(write, order)).toList());
    }

    private static Wait wait(Write write, List<Long> order) {
        long others = order.stream()
                .filter(sequence -> sequence > write.known() && sequence < write.done())
                .count();
        return new Wait(others, write.nanos());
    }

    /**
     * The longest wait.
     *
     * @return in writes of others
     */
    public long worst() {
        return waits.stream().mapToLong(Wait::others).max().orElse(0);
    }

    /**
     * What half of the writes have waited at the most.
     *
     * @return in writes of others
     */
    public long median() {
        return waits.stream()
                .mapToLong(Wait::others)
                .sorted()
                .skip(waits.size() / 2)
                .findFirst()
                .orElse(0);
    }

    /**
     * Whether no writer waited more than {@value #FAIR} times the median, or than so many times for each of the others once,
     * which is what a line costs.
     *
     * @return true if the store was fair
     */
    public boolean areFair() {
        return worst() <= FAIR * Math.max(median(), writers - 1L);
    }

    /**
     * The longest wait in time against the median. It depends on the machine and what else it does: to be reported, not to
     * be asserted.
     *
     * @return how many times the median the longest was
     */
    public double slowdown() {
        long[] nanos = waits.stream().mapToLong(Wait::nanos).sorted().toArray();
        return nanos.length == 0 ? 1 : (double) nanos[nanos.length - 1] / nanos[nanos.length / 2];
    }

    @Override
    public String toString() {
        return waits.size() + " writes of " + writers + " writers waited for " + median() + " others (median), "
                + worst() + " at the most";
    }
}
