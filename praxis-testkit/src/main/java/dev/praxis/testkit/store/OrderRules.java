package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Revisions, sequences and recorded times. */
abstract class OrderRules extends StoreRules {

    private static final FactKey OTHER = key("host:cp-2");

    OrderRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: is the revision counted over all keys, or over the active facts only? */
    @Rule("STORE-REV-1")
    void revisionsOfEachKeyCountFromOne() {
        for (long revision = 1; revision <= 4; revision++) {
            assertEquals(revision, store().put(says(KEY, "up")).revision());
            assertEquals(revision, store().put(says(OTHER, "up")).revision(), "of the other key");
        }
    }

    /** If it fails: is the next revision that of the active fact plus one, which is none after a retirement? */
    @Rule("STORE-REV-1")
    void revisionsGoOnAfterARetirement() {
        for (long revision = 1; revision <= 4; revision++) {
            assertEquals(revision, store().put(says(KEY, "up")).revision());
            assertEquals(revision, store().retire(retirement(KEY)).revision(), "of the retired fact");
        }
    }

    /** If it fails: is a revision taken before it is known whether the call is refused? */
    @Rule("STORE-REV-1")
    void aRefusedCallLeavesNoGap() {
        store().put(says(KEY, "up"));
        store().retire(retirement(KEY));
        assertThrows(NoActiveFactException.class, () -> store().retire(retirement(KEY)));
        assertEquals(2, store().put(says(KEY, "up")).revision());
    }

    /** If it fails: does a retirement take no sequence of its own, or does each key count for itself? */
    @Rule("STORE-SEQ-1")
    void everyChangeHasAGreaterSequenceThanTheOnesBefore() {
        List<Long> sequences = new ArrayList<>();
        for (FactKey key : List.of(KEY, OTHER, KEY)) {
            sequences.add(store().put(says(key, "up")).sequence());
            sequences.add(store().put(says(key, "down")).sequence());
            sequences.add(endOf(store().retire(retirement(key))).sequence());
        }
        assertTrue(sequences.get(0) >= 1, "the first sequence is positive: " + sequences);
        for (int i = 1; i < sequences.size(); i++) {
            assertTrue(sequences.get(i - 1) < sequences.get(i), "the sequences do not increase: " + sequences);
        }
    }

    /** If it fails: is the recorded time that of the database or the system, not that of the clock in the options? */
    @Rule("STORE-TIME-1")
    void recordedTimesFollowTheClockForwards() {
        for (int hour = 0; hour < 3; hour++) {
            Instant now = clock().step(Duration.ofHours(1));
            assertEquals(now, store().put(says(KEY, "up")).recordedAt());
        }
        Instant now = clock().step(Duration.ofHours(1));
        assertEquals(now, endOf(store().retire(retirement(KEY))).supersededAt());
    }

    /** If it fails: is the time of a change compared with that of the last change of the store, over all keys? */
    @Rule("STORE-TIME-1")
    void recordedTimesNeverGoBackwards() {
        clock().step(Duration.ofHours(1));
        Instant latest = store().put(says(KEY, "up")).recordedAt();

        clock().step(Duration.ofHours(-2));
        assertEquals(latest, store().put(says(OTHER, "up")).recordedAt(), "of another key");
        assertEquals(latest, store().put(says(KEY, "down")).recordedAt(), "of the same key");
        assertEquals(latest, endOf(history(KEY).get(0)).supersededAt(), "of the superseded fact's end");
        assertEquals(latest, endOf(store().retire(retirement(KEY))).supersededAt(), "of a retirement");
        assertEquals(latest, store().put(says(KEY, "up")).recordedAt(), "after a retirement");

        Instant now = clock().step(Duration.ofHours(3));
        assertEquals(now, endOf(store().retire(retirement(OTHER))).supersededAt(), "when the clock has caught up");
        clock().step(Duration.ofHours(-3));
        assertEquals(now, store().put(says(KEY, "down")).recordedAt(), "when the last change was a retirement");
    }

    private static Retirement endOf(Fact fact) {
        return fact.ended().orElseThrow(() -> new AssertionError("the fact has no end: " + fact));
    }
}
