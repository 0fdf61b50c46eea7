package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.store.FactQuery;
import dev.praxis.testkit.Rule;
import java.util.List;
import java.util.Optional;

/** What a store must refuse. The values refuse most on their own; this is the rest. */
abstract class ArgumentRules extends StoreRules {

    ArgumentRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: is the content hash, which checks the length, taken before anything is written? */
    @Rule("STORE-ARG-1")
    void aValueThatIsTooLongIsRefused() {
        Assertion tooLong = LargeAssertions.ofValueLength(KEY, JsonValue.MAX_BYTES + 1);
        Fact up = store().put(says(KEY, "up"));
        assertWritesNothing(KEY, () -> {
            assertThrows(JsonRefusedException.class, () -> store().put(tooLong));
            assertEquals(Optional.of(up), store().active(KEY), "active after the refused call");
        });
    }

    /** If it fails: does the first refused fact of a new key leave the key behind? */
    @Rule("STORE-ARG-1")
    void aRefusedFirstFactLeavesNoTrace() {
        Assertion tooLong = LargeAssertions.ofValueLength(KEY, JsonValue.MAX_BYTES + 1);
        assertWritesNothing(KEY, () -> assertThrows(JsonRefusedException.class, () -> store().put(tooLong)));
    }

    /** If it fails: is a number out of range brought into range, or given to the database as it is? */
    @Rule("STORE-ARG-1")
    void numbersOutOfRangeAreRefused() {
        Fact put = store().put(says(KEY, "up"));
        for (int limit : new int[] {Integer.MIN_VALUE, -1, 0, FactQuery.MAX_LIMIT + 1, Integer.MAX_VALUE}) {
            assertThrows(
                    InvalidArgumentException.class,
                    () -> store().history(KEY, 0, limit),
                    "history with limit " + limit);
        }
        for (long after : new long[] {-1, Long.MIN_VALUE}) {
            assertThrows(
                    InvalidArgumentException.class, () -> store().history(KEY, after, 1), "history after " + after);
        }
        assertEquals(List.of(put), store().history(KEY, 0, FactQuery.MAX_LIMIT), "the greatest limit is allowed");
    }
}
