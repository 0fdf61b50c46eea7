package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@code retire} does. */
abstract class RetireRules extends StoreRules {

    RetireRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: is the end made of the request, with the recorded time of now, whatever its valid time? */
    @Rule("STORE-RETIRE-1")
    void theFactEndsAsTheRequestSays() {
        for (long invalidAt : new long[] {0, 3_600, -3_600}) {
            Fact put = store().put(says(KEY, "up"));
            Instant now = clock().step(Duration.ofSeconds(1));

            Fact retired = store().retire(retirementAt(second(invalidAt), KEY));

            long sequence = retired.ended().map(Retirement::sequence).orElse(0L);
            assertTrue(sequence > put.sequence(), "the end has no later sequence of its own: " + retired);
            Retirement end = new Retirement(second(invalidAt), now, sequence, "who retires", "why it is retired");
            assertEquals(put.retiredBy(end), retired, "the retired fact as answered");
            assertEquals(retired, history(KEY).get((int) put.revision() - 1), "the retired fact as read");
        }
    }

    /** If it fails: does the store still find it by a flag or an index that the retirement did not change? */
    @Rule("STORE-RETIRE-1")
    void aRetiredFactIsNoLongerActive() {
        FactKey other = key("host:cp-2");
        store().put(says(KEY, "up"));
        Fact kept = store().put(says(other, "up"));

        store().retire(retirementAt(second(3_600), KEY));

        assertEquals(Optional.empty(), store().active(KEY), "active");
        assertEquals(List.of(kept), store().list(FactQuery.all()).facts(), "list");
        assertEquals(Optional.of(kept), store().active(other), "the fact of another key");
    }

    /** If it fails: does the new fact supersede the retired one once more? */
    @Rule("STORE-RETIRE-1")
    void aNewFactAfterARetirementLeavesTheRetirementAsItWas() {
        store().put(says(KEY, "up"));
        Fact retired = store().retire(retirementAt(second(5), KEY));
        clock().step(Duration.ofSeconds(1));

        Fact put = store().put(says(KEY, "down"));

        assertEquals(List.of(retired, put), history(KEY));
        assertEquals(Optional.of(put), store().active(KEY));
    }

    /** If it fails: is an update that changed no row taken for a success? */
    @Rule("STORE-RETIRE-2")
    void retiringWhatNeverWasIsRefused() {
        store().put(says(key("host:cp-2"), "up"));
        assertWritesNothing(
                KEY, () -> assertThrows(NoActiveFactException.class, () -> store().retire(retirement(KEY))));
    }

    /** If it fails: is the last fact looked up instead of the active one? */
    @Rule("STORE-RETIRE-2")
    void retiringTwiceIsRefused() {
        store().put(says(KEY, "up"));
        store().retire(retirement(KEY));
        assertWritesNothing(
                KEY,
                () -> assertThrows(NoActiveFactException.class, () -> store().retire(retirementAt(second(9), KEY))));
    }
}
