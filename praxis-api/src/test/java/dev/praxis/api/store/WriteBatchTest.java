package dev.praxis.api.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a write, a batch and an idempotency key can be. */
class WriteBatchTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final FactKey FACT = new FactKey("a", "b", "c");
    private static final EdgeKey EDGE = new EdgeKey("a", "b", "c");
    private static final IdempotencyKey KEY = new IdempotencyKey("once");

    @Test
    void aRetirementCannotExpectAbsence() {
        RetirementRequest request = new RetirementRequest(FACT, NOON, "actor", "reason");
        assertThrows(InvalidArgumentException.class, () -> Write.retireIf(request, Expected.absent()));
        assertNull(Write.retire(request).expected());
        assertEquals(
                Expected.absent(), Write.putIf(says(FACT), Expected.absent()).expected());
        assertNull(Write.put(says(FACT)).expected());
        assertEquals(FACT, Write.retire(request).key());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, WriteBatch.MAX_WRITES + 1})
    void aBatchOfNoneOrTooManyWritesIsRefused(int size) {
        assertThrows(InvalidArgumentException.class, () -> new WriteBatch(writes(size), null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, WriteBatch.MAX_WRITES})
    void theLeastAndTheGreatestBatchAreAllowed(int size) {
        assertEquals(size, new WriteBatch(writes(size), KEY).writes().size());
    }

    @Test
    void aKeyStandsInABatchOnceAndAnEdgeIsAnotherKeyThanAFact() {
        Write retire = Write.retire(new RetirementRequest(FACT, NOON, "actor", "reason"));
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> WriteBatch.of(put(FACT), put(EDGE), retire));
        assertTrue(refused.getMessage().contains("a/b/c stands twice"), refused.getMessage());
        assertEquals(2, WriteBatch.of(put(FACT), put(EDGE)).writes().size());
    }

    @Test
    void aBatchCopiesItsWrites() {
        List<Write> writes = new ArrayList<>(List.of(put(FACT)));
        WriteBatch batch = new WriteBatch(writes, null);
        writes.add(put(EDGE));
        assertEquals(List.of(put(FACT)), batch.writes());
        assertEquals(new WriteBatch(List.of(put(FACT)), KEY), batch.withIdempotencyKey(KEY));
        assertNull(batch.idempotencyKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "a\0b", "\uD800", "\uDC00x"})
    void anIdempotencyKeyThatNoBackendKeepsIsRefused(String text) {
        assertThrows(InvalidArgumentException.class, () -> new IdempotencyKey(text));
    }

    @Test
    void anIdempotencyKeyIsMeasuredInBytes() {
        String longest = "\u00e9".repeat(127) + "x";
        assertEquals(longest, new IdempotencyKey(longest).toString());
        assertThrows(InvalidArgumentException.class, () -> new IdempotencyKey("\u00e9".repeat(128)));
        assertThrows(
                InvalidArgumentException.class, () -> new IdempotencyKey("x".repeat(IdempotencyKey.MAX_BYTES + 1)));
    }

    @Test
    void aPlaceInARequestIsThatOfABatch() {
        assertEquals(1, new Change.RequestPlace(KEY, 1).place());
        assertEquals(WriteBatch.MAX_WRITES, new Change.RequestPlace(KEY, WriteBatch.MAX_WRITES).place());
        for (int place : new int[] {-1, 0, WriteBatch.MAX_WRITES + 1}) {
            assertThrows(InvalidArgumentException.class, () -> new Change.RequestPlace(KEY, place));
        }
    }

    private static List<Write> writes(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> put(new FactKey("host:" + i, "p", "t")))
                .toList();
    }

    private static Write put(Key key) {
        return Write.put(says(key));
    }

    private static Assertion says(Key key) {
        return new Assertion(key, JsonObject.EMPTY, NOON, "actor", "reason");
    }
}
