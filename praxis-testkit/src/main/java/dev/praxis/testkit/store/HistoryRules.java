package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.PraxisException;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Store;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code history} gives. */
abstract class HistoryRules extends StoreRules {

    HistoryRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: which fact is missing or changed, and which call did it? The message has both histories. */
    @Rule("STORE-HISTORY-1")
    void everyFactStaysAsItWas() {
        List<Fact> expected = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            clock().step(Duration.ofSeconds(1));
            Fact first = store().put(saysSince(second(-round), KEY, "up"));
            Fact second = store().put(saysSince(second(round), KEY, "up"));
            Fact retired = store().retire(retirementAt(second(round), KEY));
            store().put(says(key("host:cp-2"), "noise"));

            // The end of the first is the business of STORE-PUT-3; from here on it must not change.
            Fact superseded = history(KEY).get((int) first.revision() - 1);
            assertEquals(
                    first,
                    new Fact(
                            superseded.id(),
                            superseded.assertion(),
                            superseded.revision(),
                            superseded.sequence(),
                            superseded.recordedAt(),
                            superseded.contentHash(),
                            null));
            assertEquals(second.retiredBy(retired.ended().orElseThrow()), retired);
            expected.add(superseded);
            expected.add(retired);
            assertEquals(expected, history(KEY), "history after round " + round);
        }
    }

    /** If it fails: is the order that of the sequence or the time, or does the limit cut before the order is made? */
    @Rule("STORE-HISTORY-1")
    void theHistoryCanBeReadInParts() {
        List<Fact> all = new ArrayList<>();
        for (int revision = 1; revision <= 12; revision++) {
            store().put(says(KEY, "fact " + revision));
            store().put(says(key("host:cp-2"), "noise"));
        }
        all.addAll(history(KEY));
        for (int limit : new int[] {1, 5, 11, 12, 13, 1000}) {
            for (int after = 0; after <= 13; after++) {
                List<Fact> part = all.subList(Math.min(after, 12), Math.min(after + limit, 12));
                assertEquals(part, store().history(KEY, after, limit), "after " + after + ", limit " + limit);
            }
        }
        assertEquals(List.of(), store().history(KEY, Long.MAX_VALUE, 1), "after the greatest revision");
    }

    /** If it fails: does the key with an empty history exist because somebody asked for it? */
    @Rule("STORE-HISTORY-1")
    void aKeyThatNeverWasHasNoHistory() {
        store().put(says(key("host:cp-2"), "up"));
        assertEquals(List.of(), history(KEY));
    }

    /** If it fails: does the database replace the row when an id comes again? It may refuse it, or keep both. */
    @Rule("STORE-HISTORY-1")
    void anIdThatComesAgainReplacesNothing() {
        try (StorePlace place = newPlace(options -> options.withIds(() -> "the same"))) {
            Store store = place.store();
            Fact first = store.put(says(KEY, "up"));
            for (FactKey key : List.of(KEY, key("host:cp-2"))) {
                try {
                    store.put(says(key, "down"));
                } catch (PraxisException refused) {
                    assertEquals(Optional.of(first), store.active(KEY), "active after a refused id");
                }
                Fact kept = store.history(KEY, 0, 1).get(0);
                assertEquals(first, kept.retiredBy(null), "the first fact after its id came again");
            }
        }
    }

    /** If it fails: is the list the store's own, so that a caller could edit the history? */
    @Rule("STORE-HISTORY-1")
    void aCallerCannotEditTheHistory() {
        Fact put = store().put(says(KEY, "up"));
        List<Fact> history = history(KEY);
        assertThrows(UnsupportedOperationException.class, () -> history.remove(0));
        assertEquals(List.of(put), history(KEY));
    }
}
