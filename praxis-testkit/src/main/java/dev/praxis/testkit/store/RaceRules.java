package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.testkit.Race;
import dev.praxis.testkit.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

/** Many callers at a time. */
abstract class RaceRules extends StoreRules {

    private static final int THREADS = 4;
    private static final int ROUNDS = 15;

    RaceRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: does a writer read the last revision before another one commits, without holding the key? */
    @Rule("STORE-RACE-1")
    void noPutOfRacingThreadsIsLost() {
        Queue<Fact> answers = new ConcurrentLinkedQueue<>();
        Race race = new Race();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            race.runner(() -> {
                long last = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    Fact put = store().put(says(KEY, "thread " + number + " round " + round));
                    assertTrue(put.sequence() > last, "a later put of one thread got an earlier sequence: " + put);
                    last = put.sequence();
                    answers.add(put);
                }
            });
        }
        race.run();

        List<Fact> history = history(KEY);
        assertEquals(
                answers.stream()
                        .sorted(Comparator.comparing(Fact::revision))
                        .map(Fact::id)
                        .toList(),
                history.stream().map(Fact::id).toList(),
                "ids of the facts that put returned, and of those in the history");
        assertWhole(history);
    }

    /** If it fails: replaying the changes in the order of their sequences gives another end than the store has. */
    @Rule("STORE-RACE-1")
    void racingPutsAndRetirementsAreAsIfOneCameAfterTheOther() {
        List<FactKey> keys = List.of(KEY, key("host:cp-2"));
        Queue<Fact> retired = new ConcurrentLinkedQueue<>();
        Race race = new Race();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            race.runner(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    FactKey key = keys.get(round % 2);
                    if ((number + round) % 3 == 0) {
                        retireIfActive(key).ifPresent(retired::add);
                    } else {
                        store().put(saysSince(second(number - round), key, number + "." + round));
                    }
                }
            });
        }
        race.run();

        for (FactKey key : keys) {
            List<Fact> history = history(key);
            assertEquals(
                    LongStream.rangeClosed(1, history.size()).boxed().toList(),
                    history.stream().map(Fact::revision).toList(),
                    "revisions of " + key);
            assertEquals(replayed(history), ends(history), "ends of the facts of " + key);
            assertTrue(
                    history.containsAll(retired.stream()
                            .filter(fact -> fact.key().equals(key))
                            .toList()),
                    "a retirement that was answered is not in the history: " + retired);
        }
    }

    /** If it fails: does a read see half of a change, or the facts of two moments? */
    @Rule("STORE-RACE-1")
    void readersSeeOnlyWholeChanges() {
        store().put(says(KEY, "first"));
        CountDownLatch writing = new CountDownLatch(2);
        Race race = new Race();
        for (int writer = 0; writer < 2; writer++) {
            race.runner(() -> {
                try {
                    for (int round = 0; round < 2 * ROUNDS; round++) {
                        store().put(says(KEY, "round " + round));
                    }
                } finally {
                    writing.countDown();
                }
            });
        }
        for (int reader = 0; reader < 2; reader++) {
            race.runner(() -> {
                long seen = 0;
                do {
                    List<Fact> history = history(KEY);
                    assertWhole(history);
                    assertTrue(history.size() >= seen, "a later reading of the history is shorter");
                    Fact active = store().active(KEY)
                            .orElseThrow(() -> new AssertionError("no fact is active between two puts"));
                    assertTrue(active.isActive(), "the active fact has an end: " + active);
                    assertTrue(active.revision() >= history.size(), "the active fact is older than the history");
                    assertEquals(1, store().list(FactQuery.all()).facts().size(), "active facts in the listing");
                    seen = active.revision();
                } while (writing.getCount() > 0);
            });
        }
        race.run();
        assertEquals(1 + 4 * ROUNDS, history(KEY).size(), "facts in the end");
    }

    private Optional<Fact> retireIfActive(FactKey key) {
        try {
            return Optional.of(store().retire(retirement(key)));
        } catch (NoActiveFactException anotherThreadWasFirst) {
            return Optional.empty();
        }
    }

    /** Revisions 1 to n, each fact ended by the next one, the last one active. */
    private static void assertWhole(List<Fact> history) {
        for (int i = 0; i < history.size(); i++) {
            Fact fact = history.get(i);
            assertEquals(i + 1L, fact.revision(), "a gap in the revisions");
            boolean last = i == history.size() - 1;
            assertEquals(
                    last ? Optional.empty() : Optional.of(history.get(i + 1).sequence()),
                    fact.ended().map(Retirement::sequence),
                    "the sequence at which revision " + fact.revision() + " ended");
        }
    }

    /** How each fact ended if all changes are carried out again in the order of their sequences, one by one. */
    private static List<String> replayed(List<Fact> history) {
        List<ModelChange> changes = new ArrayList<>();
        HashSet<Long> puts = new HashSet<>();
        for (Fact fact : history) {
            puts.add(fact.sequence());
            changes.add(new ModelChange.Put(
                    fact.sequence(), fact.recordedAt(), null, fact.id(), fact.assertion(), fact.contentHash()));
        }
        for (Fact fact : history) {
            fact.ended().filter(end -> !puts.contains(end.sequence())).ifPresent(end -> {
                RetirementRequest request =
                        new RetirementRequest(fact.key(), end.invalidAt(), end.actor(), end.reason());
                changes.add(new ModelChange.Retire(end.sequence(), end.supersededAt(), null, request));
            });
        }
        changes.sort(Comparator.comparing(ModelChange::sequence));
        List<Fact> facts = new ArrayList<>();
        changes.forEach(change -> change.applyTo(facts));
        return ends(facts);
    }

    private static List<String> ends(List<Fact> facts) {
        return facts.stream()
                .map(fact -> saidIn(fact.assertion()) + " ended "
                        + fact.ended().map(Retirement::toString).orElse("never"))
                .toList();
    }

    private static String saidIn(Assertion assertion) {
        return assertion.value().string("text").orElse("?");
    }
}
