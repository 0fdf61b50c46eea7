package dev.praxis.testkit.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.Race;
import java.time.Instant;
import java.util.Optional;

/**
 * Threads that count up one fact by compare-and-set. If no update is lost the count is the number of all increments, of all
 * threads and processes, and so is the revision. Immutable.
 *
 * @param threads how many threads
 * @param increments how many times each of them counts
 */
public record CounterRace(int threads, int increments) {

    private static final String COUNT = "count";

    /**
     * Counts. Blocks until every thread is done.
     *
     * @param store the store
     * @param key the fact; absent at first
     * @throws AssertionError if a conflict does not carry a newer count than the one that was expected
     */
    public void run(VersionedStore store, FactKey key) {
        Race race = new Race();
        for (int thread = 0; thread < threads; thread++) {
            race.runner(() -> {
                for (int i = 0; i < increments; i++) {
                    increment(store, key);
                }
            });
        }
        race.run();
    }

    /**
     * What a fact says.
     *
     * @param fact a fact that a race wrote
     * @return the count
     */
    public static long count(Fact fact) {
        return fact.assertion()
                .value()
                .get(COUNT)
                .map(count -> (long) ((JsonNumber) count).value())
                .orElseThrow();
    }

    private static void increment(VersionedStore store, FactKey key) {
        Optional<Fact> seen = store.active(key);
        while (true) {
            long count = seen.map(CounterRace::count).orElse(0L);
            Expected expected =
                    seen.map(fact -> Expected.version(fact.version())).orElse(Expected.absent());
            try {
                store.putIf(counter(key, count + 1), expected);
                return;
            } catch (VersionConflictException e) {
                seen = newer(e, seen);
            } catch (StoreBusyException e) {
                seen = store.active(key);
            }
        }
    }

    private static Optional<Fact> newer(VersionConflictException conflict, Optional<Fact> seen) {
        long revision = seen.map(Fact::revision).orElse(0L);
        if (conflict.current().filter(fact -> fact.revision() > revision).isEmpty()) {
            throw new AssertionError("a conflict over " + revision + " without a newer count", conflict);
        }
        return conflict.current();
    }

    private static Assertion counter(FactKey key, long count) {
        return new Assertion(key, JsonObject.builder().put(COUNT, count).build(), Instant.EPOCH, "counter", "race");
    }
}
