package dev.praxis.testkit.crash;

import dev.praxis.api.store.Store;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.process.ChildJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Kills a process that writes, again and again, each time at another moment, and looks each time at what it left. Confined
 * to one thread.
 */
public final class KillLoop {

    /** What a child says before it opens the store. */
    public static final String READY = "ready";

    /** Starts the processes and opens their store. */
    public interface Scene {

        /**
         * Starts a process that says {@link #READY} and then calls {@link WriteLoad#writeUntilKilled}.
         *
         * @param round which load to start
         * @param ofWrites the seed of what it writes
         * @return the process
         * @throws IOException if it cannot be started
         */
        ChildJvm start(int round, long ofWrites) throws IOException;

        /**
         * Opens the store that the processes write to.
         *
         * @return the store
         */
        Store open();
    }

    private static final int MOST_REPORTS = 400;
    private static final int LONGER_NANOS = 2_000_000;

    /** A child that says nothing yet opens the store in this time. */
    private static final int OPENING_MILLIS = 250;

    private final Scene scene;
    private final Seed seed;
    private final Random random;
    private final WriteLedger ledger = new WriteLedger();

    /**
     * Creates a loop.
     *
     * @param scene the processes and the store, which has nothing in it
     * @param seed decides when to kill and what is written; named by every failure
     */
    public KillLoop(Scene scene, Seed seed) {
        this.scene = scene;
        this.seed = seed;
        this.random = seed.random();
    }

    /**
     * Runs the loop. Every fourth process is killed while it opens the store, or soon after.
     *
     * @param kills how many processes to kill
     * @return what was written
     * @throws IOException if a process cannot be started or read
     * @throws InterruptedException if this thread was interrupted
     * @throws AssertionError if a store does not hold what it should, or a process ended by itself
     */
    public WriteLedger run(int kills) throws IOException, InterruptedException {
        for (int round = 0; round < kills; round++) {
            try {
                killAndCompare(round);
            } catch (AssertionError e) {
                throw new AssertionError("kill " + (round + 1) + " with " + seed + ": " + e.getMessage(), e);
            }
        }
        return ledger;
    }

    private void killAndCompare(int round) throws IOException, InterruptedException {
        ledger.begin(round);
        if (round % 4 == 0) {
            kill(round, 0, Duration.ofMillis(random.nextInt(OPENING_MILLIS)));
        } else {
            kill(round, random.nextInt(MOST_REPORTS), Duration.ofNanos(random.nextInt(LONGER_NANOS)));
        }
        try (Store store = scene.open()) {
            ledger.compare(store);
        }
    }

    /** Lets a process report some attempts and live a little longer. */
    private void kill(int round, int reports, Duration more) throws IOException, InterruptedException {
        try (ChildJvm child = scene.start(round, random.nextLong())) {
            if (!child.hear().equals(READY)) {
                throw new AssertionError("the child is not ready");
            }
            for (int i = 0; i < reports; i++) {
                note(List.of(child.hear()));
            }
            if (!child.livesFor(more)) {
                throw new AssertionError("the child ended by itself");
            }
            note(child.kill());
        }
    }

    private void note(List<String> lines) {
        lines.forEach(line -> WriteReport.parse(line).ifPresent(ledger::note));
    }
}
