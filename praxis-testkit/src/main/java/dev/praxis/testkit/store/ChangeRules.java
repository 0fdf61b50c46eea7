package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.Change.RequestPlace;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.IdempotencyKeyReusedException;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.View;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code changesSince} and {@code lastSequence} give. */
abstract class ChangeRules extends StoreRules {

    private static final EdgeKey EDGE = edge("vm:web", "runs-on", "host:cp-1");

    ChangeRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: which change is missing, comes twice, or shows what came of its fact later? */
    @Rule("STORE-CHANGES-1")
    void everyChangeComesOnceInOrderAsItWasMade() {
        List<Change> expected = new ArrayList<>();
        assertEquals(expected, changes(), "of an empty store");
        for (Key key : List.of(KEY, EDGE, key(HostileTexts.EMOJI))) {
            for (String text : List.of("up", "up", "down")) {
                clock().step(Duration.ofSeconds(1));
                expected.add(asserted(store().put(says(key, text)), null));
                assertEquals(expected, changes(), "after a put");
            }
            clock().step(Duration.ofSeconds(-5));
            expected.add(retired(store().retire(retirementAt(second(3), key)), null));
            assertEquals(expected, changes(), "after a retirement");
            expected.add(asserted(store().put(saysSince(second(-9), key, "up")), null));
        }
        assertEquals(expected, changes(), "in the end");
    }

    /** If it fails: does the change carry the key of its request, and its place in the order of the batch? */
    @Rule("STORE-CHANGES-1")
    void aChangeNamesTheRequestThatItWasPartOf() {
        store().put(says(KEY, "up"));
        List<Change> expected = new ArrayList<>(changes());
        for (String text : List.of("k", HostileTexts.COMPOSED, HostileTexts.DECOMPOSED, HostileTexts.EMOJI, "'")) {
            IdempotencyKey key = new IdempotencyKey(text);
            WriteBatch batch = WriteBatch.of(puts(EDGE, text), retires(KEY), puts(key("host:cp-2"), text));
            List<Fact> facts = store().write(batch.withIdempotencyKey(key));
            expected.add(asserted(facts.get(0), new RequestPlace(key, 1)));
            expected.add(retired(facts.get(1), new RequestPlace(key, 2)));
            expected.add(asserted(facts.get(2), new RequestPlace(key, 3)));
            expected.add(asserted(store().put(says(KEY, text)), null));
            store().write(batch.withIdempotencyKey(key));
        }
        for (Fact fact : store().write(WriteBatch.of(puts(KEY, "a"), puts(EDGE, "b")))) {
            expected.add(asserted(fact, null));
        }
        assertEquals(expected, changes());
    }

    /** If it fails: does a page start at its cursor, or is the limit applied before the order? */
    @Rule("STORE-CHANGES-1")
    void pagesOfEverySizeGiveTheSame() {
        for (int round = 0; round < 3; round++) {
            store().put(says(KEY, "up"));
            store().write(WriteBatch.of(puts(EDGE, "up"), retires(KEY)));
            assertThrows(NoActiveFactException.class, () -> store().retire(retirement(KEY)));
        }
        List<Change> all = changes();
        assertEquals(9, all.size(), "changes");
        for (int limit = 1; limit <= all.size() + 1; limit++) {
            for (int from = 0; from <= all.size(); from++) {
                long sequence = from == 0 ? 0 : all.get(from - 1).sequence();
                List<Change> part = all.subList(from, Math.min(from + limit, all.size()));
                assertEquals(part, store().changesSince(sequence, limit), "after change " + from + ", limit " + limit);
            }
        }
        long last = all.get(all.size() - 1).sequence();
        assertEquals(List.of(), store().changesSince(last + 1, 1), "after a sequence that was not reached");
        assertEquals(List.of(), store().changesSince(Long.MAX_VALUE, 1), "after the greatest sequence");
        assertEquals(all.subList(8, 9), store().changesSince(last - 1, 9), "after the sequence before the last change");
    }

    /** If it fails: is the list the store's own? */
    @Rule("STORE-CHANGES-1")
    void aCallerCannotEditTheRecord() {
        store().put(says(KEY, "up"));
        List<Change> before = changes();
        List<Change> page = store().changesSince(0, 9);
        assertThrows(UnsupportedOperationException.class, () -> page.remove(0));
        assertEquals(before, changes());
    }

    /** If it fails: is a number out of range brought into range, or given to the database as it is? */
    @Rule("STORE-ARG-1")
    void numbersOutOfRangeAreRefusedByTheFeedAndTheTimeline() {
        store().put(says(KEY, "up"));
        for (int limit : new int[] {Integer.MIN_VALUE, -1, 0, FactQuery.MAX_LIMIT + 1, Integer.MAX_VALUE}) {
            assertThrows(
                    InvalidArgumentException.class,
                    () -> store().changesSince(0, limit),
                    "changes with limit " + limit);
            assertThrows(
                    InvalidArgumentException.class,
                    () -> store().timeline(KEY, Basis.latest(), NOON, limit),
                    "timeline with limit " + limit);
        }
        for (long after : new long[] {-1, Long.MIN_VALUE}) {
            assertThrows(
                    InvalidArgumentException.class, () -> store().changesSince(after, 1), "changes after " + after);
        }
        assertEquals(1, store().changesSince(0, FactQuery.MAX_LIMIT).size(), "the greatest limit is allowed");
    }

    /** If it fails: are retirements, edges or the changes of other keys left out of the count? */
    @Rule("STORE-CHANGES-3")
    void theLastSequenceIsThatOfTheLastChangeOfAnyKind() {
        Store store = store();
        assertEquals(0, store.lastSequence(), "of an empty store");
        assertEquals(store.put(says(KEY, "up")).sequence(), store.lastSequence(), "after a put");
        assertEquals(store.put(says(EDGE, "up")).sequence(), store.lastSequence(), "after an edge");
        assertEquals(endOf(store.retire(retirement(KEY))), store.lastSequence(), "after a retirement");
        assertEquals(endOf(store.retire(retirement(EDGE))), store.lastSequence(), "after that of an edge");
        List<Fact> facts = store.write(WriteBatch.of(puts(KEY, "down"), puts(EDGE, "down")));
        assertEquals(facts.get(1).sequence(), store.lastSequence(), "after a batch");
    }

    /** If it fails: does a sequence that was taken for a refused write, or for a repetition, count? */
    @Rule("STORE-CHANGES-3")
    void whatChangesNothingLeavesTheLastSequence() {
        WriteBatch batch =
                WriteBatch.of(puts(KEY, "up"), puts(EDGE, "up")).withIdempotencyKey(new IdempotencyKey("once"));
        store().write(batch);
        long last = store().lastSequence();
        store().write(batch);
        assertEquals(last, store().lastSequence(), "after a repetition");
        assertThrows(NoActiveFactException.class, () -> store().retire(retirement(key("host:cp-2"))));
        assertThrows(
                NoActiveFactException.class,
                () -> store().write(WriteBatch.of(puts(KEY, "down"), retires(key("host:cp-2")))));
        assertThrows(
                IdempotencyKeyReusedException.class,
                () -> store().write(WriteBatch.of(puts(KEY, "down")).withIdempotencyKey(new IdempotencyKey("once"))));
        store().active(KEY);
        assertEquals(last, store().lastSequence(), "after refused writes");
    }

    /** If it fails: is there a change behind the sequence that was given as the last one? */
    @Rule("STORE-CHANGES-3")
    void readingAsOfTheLastSequenceIsReadingWhatThereIs() {
        for (String text : List.of("up", "down")) {
            store().write(WriteBatch.of(puts(KEY, text), puts(EDGE, text), puts(key("host:cp-2"), text)));
            View last = View.activeAt(new Basis.AtSequence(store().lastSequence()));
            assertEquals(
                    store().list(FactQuery.all()), store().list(FactQuery.all().withView(last)));
            assertEquals(List.of(), store().changesSince(store().lastSequence(), 1), "changes after the last");
        }
        assertTrue(store().lastSequence() >= 6, "six changes have six sequences");
    }

    private static Change asserted(Fact fact, @Nullable RequestPlace request) {
        return new Change.Asserted(fact, request);
    }

    private static Change retired(Fact fact, @Nullable RequestPlace request) {
        return new Change.Retired(fact.key(), fact.version(), end(fact), request);
    }

    private static long endOf(Fact fact) {
        return end(fact).sequence();
    }

    private static Retirement end(Fact fact) {
        return fact.ended().orElseThrow(() -> new AssertionError("the fact has no end: " + fact));
    }
}
