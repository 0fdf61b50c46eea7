package dev.praxis.store.sqlite;

import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.store.HeldClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * This process with many writers, held up inside a transaction until another process stands at the door.
 *
 * @param file the store
 * @param writers how many threads write
 * @param writes how often each
 */
record BusyProcess(Path file, int writers, int writes) {

    /** No wait ends by itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How many writes came between the transaction that was held up and the put of a child that waited meanwhile. */
    long writesBefore(ChildJvm child) throws IOException, InterruptedException, ExecutionException {
        HeldClock clock = new HeldClock(InstantSource.system());
        StoreOptions options = StoreOptions.defaults().withClock(clock).withBusyWait(PATIENCE);
        try (VersionedStore store = Samples.open(file, options);
                Door door = new Door(file)) {
            clock.arm();
            FutureTask<Long> held = start(store, 0);
            clock.awaitHeld();
            List<FutureTask<Long>> others = new ArrayList<>();
            try {
                child.tell("put");
                door.awaitSomebody();
                for (int writer = 1; writer < writers; writer++) {
                    others.add(start(store, writer));
                }
            } finally {
                clock.release();
            }
            long first = held.get();
            for (FutureTask<Long> other : others) {
                other.get();
            }
            return Long.parseLong(child.hear()) - first;
        }
    }

    /** Gives the sequence of its first write. */
    private FutureTask<Long> start(VersionedStore store, int writer) {
        FactKey key = new FactKey("writer " + writer, "load", "busy");
        FutureTask<Long> task = new FutureTask<>(() -> {
            long first = store.put(Samples.say(key, 0)).sequence();
            for (int i = 1; i < writes; i++) {
                store.put(Samples.say(key, i));
            }
            return first;
        });
        new Thread(task, key.subject()).start();
        return task;
    }
}
