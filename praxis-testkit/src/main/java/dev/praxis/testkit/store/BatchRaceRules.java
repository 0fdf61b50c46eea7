package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.View;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.testkit.Race;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Batches, idempotency keys and the feed of changes, many callers at a time. */
abstract class BatchRaceRules extends StoreRules {

    private static final int THREADS = 4;
    private static final int ROUNDS = 15;
    private static final String NODE = "vm:web";
    private static final List<FactKey> FACTS =
            Stream.of("a", "b", "c").map(StoreRules::key).toList();
    private static final List<EdgeKey> EDGES =
            Stream.of("a", "b", "c").map(target -> edge(NODE, "r", target)).toList();

    BatchRaceRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: is a read more than one statement without a transaction, or the batch more than one transaction? */
    @Rule("STORE-BATCH-3")
    void readersSeeAllOfABatchOrNothing() {
        race(
                2,
                number -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        clock().step(Duration.ofMillis(1));
                        store().write(setAll(number + "." + round));
                    }
                },
                () -> {
                    assertWhole(store().list(FactQuery.all()).facts(), "listing");
                    assertWhole(store().neighbours(EdgeQuery.from(NODE)).facts(), "neighbours");
                    View now = View.activeAt(new Basis.RecordedAt(clock().instant()));
                    assertWhole(store().list(FactQuery.all().withView(now)).facts(), "listing as of now");
                    View last = View.activeAt(new Basis.AtSequence(store().lastSequence()));
                    assertWhole(
                            store().list(FactQuery.all().withView(last)).facts(), "listing as of the last sequence");
                    assertWhole(
                            store().neighbours(EdgeQuery.from(NODE).withView(last))
                                    .facts(),
                            "neighbours as of it");
                    int changes = store().changesSince(0, FactQuery.MAX_LIMIT).size();
                    assertEquals(0, changes % (FACTS.size() + EDGES.size()), "changes of the last batch in the record");
                });
        assertEquals(2 * ROUNDS * (FACTS.size() + EDGES.size()), changes().size(), "changes in the end");
    }

    /** If it fails: can a change get a lower sequence than one that was committed before it (a sequence or serial)? */
    @Rule("STORE-CHANGES-2")
    void aFollowerOfTheFeedMissesNothing() {
        Queue<List<Change>> followed = new ConcurrentLinkedQueue<>();
        CountDownLatch writing = new CountDownLatch(THREADS);
        Race race = new Race();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            race.runner(() -> {
                try {
                    for (int round = 0; round < ROUNDS; round++) {
                        change(number, round);
                    }
                } finally {
                    writing.countDown();
                }
            });
        }
        for (int limit : new int[] {2, FactQuery.MAX_LIMIT}) {
            race.runner(() -> followed.add(follow(limit, writing)));
        }
        race.run();

        List<Change> record = changes();
        assertEquals(
                record.get(record.size() - 1).sequence(), store().lastSequence(), "the last sequence and the record");
        for (List<Change> seen : followed) {
            assertEquals(sequences(record), sequences(seen), "sequences that a follower saw");
            assertEquals(record, seen, "changes that a follower saw");
        }
    }

    /** If it fails: do two callers see the key as unused before either has written? */
    @Rule("STORE-IDEMPOTENCY-5")
    void ofRacingBatchesWithOneKeyOneIsWritten() {
        for (int round = 0; round < ROUNDS; round++) {
            String text = "round " + round;
            IdempotencyKey key = new IdempotencyKey(text);
            long before = store().lastSequence();
            Queue<List<Fact>> answers = new ConcurrentLinkedQueue<>();
            Queue<Optional<List<Fact>>> outcomes = new ConcurrentLinkedQueue<>();
            Race race = new Race();
            for (int thread = 0; thread < THREADS; thread++) {
                race.runner(() -> {
                    answers.add(store().write(setAll(text).withIdempotencyKey(key)));
                    outcomes.add(store().outcome(key));
                });
            }
            race.run();

            assertEquals(1, Set.copyOf(answers).size(), "different answers to one request: " + answers);
            assertEquals(Set.of(Optional.of(answers.element())), Set.copyOf(outcomes), "outcomes after an answer");
            assertEquals(
                    answers.element().stream().map(Fact::sequence).toList(),
                    sequences(store().changesSince(before, FactQuery.MAX_LIMIT)),
                    "sequences of the changes, and of the facts that were answered");
        }
    }

    /** If it fails: is a retirement found impossible by those that came second, instead of a repetition? */
    @Rule("STORE-IDEMPOTENCY-5")
    void ofRacingRetirementsWithOneKeyOneIsWritten() {
        for (int round = 0; round < ROUNDS; round++) {
            store().put(says(KEY, "up"));
            WriteBatch batch = WriteBatch.of(retires(KEY)).withIdempotencyKey(new IdempotencyKey("round " + round));
            Queue<List<Fact>> answers = new ConcurrentLinkedQueue<>();
            Race race = new Race();
            for (int thread = 0; thread < THREADS; thread++) {
                race.runner(() -> answers.add(store().write(batch)));
            }
            race.run();

            assertEquals(THREADS, answers.size(), "answers");
            List<Fact> history = history(KEY);
            assertEquals(
                    Set.of(List.of(history.get(history.size() - 1))), Set.copyOf(answers), "answers to one request");
        }
    }

    /** Runs writers, and beside them readers until the last writer has ended. */
    private static void race(int writers, Step writing, Race.Runner reading) {
        CountDownLatch ended = new CountDownLatch(writers);
        Race race = new Race();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            race.runner(() -> {
                try {
                    writing.run(number);
                } finally {
                    ended.countDown();
                }
            });
        }
        for (int reader = 0; reader < 2; reader++) {
            race.runner(() -> {
                do {
                    reading.run();
                } while (ended.getCount() > 0);
            });
        }
        race.run();
    }

    @FunctionalInterface
    private interface Step {
        void run(int number) throws Exception;
    }

    /** One of the kinds of change, on keys that other threads change too. */
    private void change(int number, int round) {
        FactKey key = FACTS.get(round % FACTS.size());
        String text = number + "." + round;
        switch ((number + round) % 3) {
            case 0 -> store().put(says(key, text));
            case 1 -> store().write(setAll(text));
            default -> {
                try {
                    store().retire(retirement(key));
                } catch (NoActiveFactException anotherThreadWasFirst) {
                    store().put(says(EDGES.get(0), text));
                }
            }
        }
    }

    /** Reads pages until no writer is left and nothing more comes. */
    private List<Change> follow(int limit, CountDownLatch writing) {
        List<Change> seen = new ArrayList<>();
        while (true) {
            // Asked before the page is read: what is empty after the last writer has ended stays empty.
            boolean ended = writing.getCount() == 0;
            long last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).sequence();
            List<Change> page = store().changesSince(last, limit);
            for (Change change : page) {
                assertTrue(change.sequence() > last, "sequence " + change.sequence() + " came after " + last);
                last = change.sequence();
                seen.add(change);
            }
            if (ended && page.isEmpty()) {
                return seen;
            }
        }
    }

    private static WriteBatch setAll(String text) {
        List<Key> keys = new ArrayList<>();
        IntStream.range(0, FACTS.size()).forEach(i -> {
            keys.add(FACTS.get(i));
            keys.add(EDGES.get(i));
        });
        List<Write> writes = keys.stream().map(key -> puts(key, text)).toList();
        return new WriteBatch(writes, null);
    }

    private static void assertWhole(List<Fact> facts, String what) {
        if (facts.isEmpty()) {
            return;
        }
        Set<String> texts = facts.stream().map(StoreRules::textOf).collect(Collectors.toSet());
        assertEquals(1, texts.size(), "a " + what + " shows parts of several batches: " + texts);
        assertEquals(FACTS.size(), facts.size(), "facts of a batch in a " + what);
    }

    private static List<Long> sequences(List<Change> changes) {
        return changes.stream().map(Change::sequence).toList();
    }
}
