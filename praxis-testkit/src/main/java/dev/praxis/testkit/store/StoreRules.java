package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.PraxisException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.CapabilityAbsentException;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.testkit.ManualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A group of rules. Each test gets an empty place with an open store, which is closed and removed after it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class StoreRules {

    static final Instant NOON = StorePlace.NOON;

    /** A key for tests that need only one. */
    static final FactKey KEY = key("host:cp-1");

    private final StoreTck tck;
    private @Nullable StorePlace place;

    StoreRules(StoreTck tck) {
        this.tck = tck;
    }

    @BeforeEach
    final void openStore() {
        place = new StorePlace(tck.newFixture());
    }

    @AfterEach
    final void closeStore() {
        if (place != null) {
            place.close();
        }
    }

    final StorePlace newPlace() {
        return new StorePlace(tck.newFixture());
    }

    /** Another empty place, whose store is opened with other options. */
    final StorePlace newPlace(UnaryOperator<StoreOptions> changed) {
        return new StorePlace(tck.newFixture(), changed);
    }

    final StorePlace place() {
        if (place == null) {
            throw new IllegalStateException("the store is open only during a test");
        }
        return place;
    }

    final Store store() {
        return place().store();
    }

    final ManualClock clock() {
        return place().clock();
    }

    final List<Fact> history(Key key) {
        return store().history(key, 0, FactQuery.MAX_LIMIT);
    }

    /** The whole record, in the greatest pages. */
    final List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        while (true) {
            long last = changes.isEmpty() ? 0 : changes.get(changes.size() - 1).sequence();
            List<Change> page = store().changesSince(last, FactQuery.MAX_LIMIT);
            if (page.isEmpty()) {
                return changes;
            }
            assertTrue(page.get(0).sequence() > last, "the changes after " + last + " start with " + page.get(0));
            changes.addAll(page);
        }
    }

    /** Runs a call that must write nothing, then checks that it left the key, and the next revision, as they were. */
    final void assertWritesNothing(Key key, Runnable call) {
        List<Fact> before = history(key);
        assertKeepsTheRecord(call);
        assertEquals(before, history(key), "the history after a call that writes nothing");
        long next = before.size() + 1L;
        assertEquals(next, store().put(says(key, "after")).revision(), "the revision after that call");
    }

    /**
     * Checks that a batch is refused and writes nothing. A store without compare-and-set refuses it for the conditions in it,
     * if there are any.
     */
    final void assertRefused(Class<? extends PraxisException> refusal, WriteBatch batch) {
        boolean lacksConditions = !(store() instanceof VersionedStore)
                && batch.writes().stream().anyMatch(write -> write.expected() != null);
        Class<? extends PraxisException> expected = lacksConditions ? CapabilityAbsentException.class : refusal;
        assertKeepsTheRecord(() -> assertThrows(expected, () -> store().write(batch)));
    }

    /** The facts of all pages, with the checks that every page must stand. */
    static <K extends Key> List<Fact> byPages(int limit, Function<Optional<K>, Page<K>> reading) {
        List<Fact> facts = new ArrayList<>();
        Optional<K> cursor = Optional.empty();
        do {
            Page<K> page = reading.apply(cursor);
            int size = page.facts().size();
            assertTrue(size <= limit, "a page of at most " + limit + " has " + size);
            assertTrue(facts.size() < 1_000, "the pages do not end");
            assertTrue(size > 0 || page.next() == null, "a page without facts has a continuation");
            facts.addAll(page.facts());
            cursor = page.continuation();
        } while (cursor.isPresent());
        return facts;
    }

    private void assertKeepsTheRecord(Runnable call) {
        List<Fact> listed = store().list(FactQuery.all()).facts();
        List<Change> changes = changes();
        long last = store().lastSequence();
        call.run();
        assertEquals(listed, store().list(FactQuery.all()).facts(), "the listing after a call that writes nothing");
        assertEquals(changes, changes(), "the record after a call that writes nothing");
        assertEquals(last, store().lastSequence(), "the last sequence after a call that writes nothing");
    }

    static FactKey key(String subject) {
        return new FactKey(subject, "state", "observed");
    }

    static EdgeKey edge(String subject, String relation, String target) {
        return new EdgeKey(subject, relation, target);
    }

    /** What a fact says. */
    static String textOf(Fact fact) {
        return fact.assertion().value().string("text").orElse("no text");
    }

    /** A write of {@link #says}. */
    static Write puts(Key key, String text) {
        return Write.put(says(key, text));
    }

    /** A write of {@link #retirement}. */
    static Write retires(Key key) {
        return Write.retire(retirement(key));
    }

    /** Something said at noon; facts with equal text have equal content. */
    static Assertion says(Key key, String text) {
        return saysSince(NOON, key, text);
    }

    static Assertion saysSince(Instant validFrom, Key key, String text) {
        JsonObject value = JsonObject.builder().put("text", text).build();
        return new Assertion(key, value, validFrom, "actor of " + text, "reason of " + text);
    }

    static RetirementRequest retirement(Key key) {
        return retirementAt(NOON, key);
    }

    static RetirementRequest retirementAt(Instant invalidAt, Key key) {
        return new RetirementRequest(key, invalidAt, "who retires", "why it is retired");
    }

    /** A time some seconds after noon, or before. */
    static Instant second(long seconds) {
        return NOON.plusSeconds(seconds);
    }
}
