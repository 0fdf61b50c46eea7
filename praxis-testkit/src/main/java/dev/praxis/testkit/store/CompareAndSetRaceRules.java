package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.Race;
import dev.praxis.testkit.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

/** Compare-and-set, many callers at a time. */
abstract class CompareAndSetRaceRules extends VersionedRules {

    private static final int THREADS = 4;
    private static final int ROUNDS = 15;

    CompareAndSetRaceRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: are the comparison and the write one transaction that holds the key (BEGIN IMMEDIATE, a lock)? */
    @Rule("STORE-CAS-7")
    void noIncrementIsLost() {
        new CounterRace(THREADS, ROUNDS).run(versioned(), KEY);

        List<Fact> history = history(KEY);
        assertEquals(
                LongStream.rangeClosed(1, THREADS * ROUNDS).boxed().toList(),
                history.stream().map(CounterRace::count).toList(),
                "the counter in each fact of the history");
    }

    /** If it fails: do two writers see the key as absent before either has written? */
    @Rule("STORE-CAS-7")
    void exactlyOneCreatesAKey() {
        VersionedStore store = versioned();
        for (int round = 0; round < ROUNDS; round++) {
            FactKey key = key("host:" + round);
            assertOneWins(store, key, Expected.absent(), 1);
        }
    }

    /** If it fails: does the loser get the winner's fact, read with the comparison, or nothing, or an old one? */
    @Rule("STORE-CAS-7")
    void exactlyOneReplacesAVersion() {
        VersionedStore store = versioned();
        Fact active = store.put(says(KEY, "start"));
        for (int round = 0; round < ROUNDS; round++) {
            active = assertOneWins(store, KEY, Expected.version(active.version()), active.revision() + 1);
        }
    }

    private Fact assertOneWins(VersionedStore store, FactKey key, Expected expected, long revision) {
        Queue<Fact> winners = new ConcurrentLinkedQueue<>();
        Queue<Optional<Fact>> losersSaw = new ConcurrentLinkedQueue<>();
        Race race = new Race();
        for (int thread = 0; thread < THREADS; thread++) {
            Assertion assertion = says(key, "thread " + thread);
            race.runner(() -> {
                try {
                    winners.add(store.putIf(assertion, expected));
                } catch (VersionConflictException e) {
                    losersSaw.add(e.current());
                }
            });
        }
        race.run();

        assertEquals(1, winners.size(), "winners of " + THREADS + " writers that expected " + expected);
        Fact winner = winners.element();
        assertEquals(revision, winner.revision(), "the winner's revision");
        assertEquals(Optional.of(winner), store.active(key), "the active fact is the winner's");
        assertTrue(
                losersSaw.stream().allMatch(Optional.of(winner)::equals),
                "a loser's conflict carries something else than the winner's fact: " + losersSaw);
        return winner;
    }
}
