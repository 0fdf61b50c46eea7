package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.testkit.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    final List<Fact> history(FactKey key) {
        return store().history(key, 0, FactQuery.MAX_LIMIT);
    }

    /** Runs a call that must throw, then checks that it left the key, and the next revision, as they were. */
    final void assertWritesNothing(FactKey key, Runnable refusedCall) {
        List<Fact> before = history(key);
        List<Fact> listed = store().list(FactQuery.all()).facts();
        refusedCall.run();
        assertEquals(before, history(key), "the history after a refused call");
        assertEquals(listed, store().list(FactQuery.all()).facts(), "the listing after a refused call");
        long next = before.size() + 1L;
        assertEquals(next, store().put(says(key, "after")).revision(), "the revision after a refused call");
    }

    static FactKey key(String subject) {
        return new FactKey(subject, "state", "observed");
    }

    /** Something said at noon; facts with equal text have equal content. */
    static Assertion says(FactKey key, String text) {
        return saysSince(NOON, key, text);
    }

    static Assertion saysSince(Instant validFrom, FactKey key, String text) {
        JsonObject value = JsonObject.builder().put("text", text).build();
        return new Assertion(key, value, validFrom, "actor of " + text, "reason of " + text);
    }

    static RetirementRequest retirement(FactKey key) {
        return retirementAt(NOON, key);
    }

    static RetirementRequest retirementAt(Instant invalidAt, FactKey key) {
        return new RetirementRequest(key, invalidAt, "who retires", "why it is retired");
    }

    /** A time some seconds after noon, or before. */
    static Instant second(long seconds) {
        return NOON.plusSeconds(seconds);
    }
}
