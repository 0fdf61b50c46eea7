package dev.praxis.api.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.json.JsonObject;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked of a store, and the values that it answers with. */
class QueriesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\uD800"})
    void anEdgeWithAPartThatNoBackendKeepsIsRefused(String text) {
        assertThrows(InvalidArgumentException.class, () -> new EdgeKey(text, "r", "b"));
        assertThrows(InvalidArgumentException.class, () -> new EdgeKey("a", text, "b"));
        assertThrows(InvalidArgumentException.class, () -> new EdgeKey("a", "r", text));
    }

    @Test
    void thePartsOfAnEdgeAreMeasuredInBytes() {
        String longest = "\u00e9".repeat(FactKey.MAX_BYTES / 2);
        String relation = "\u00e9".repeat(EdgeKey.MAX_RELATION_BYTES / 2);
        assertEquals(longest, new EdgeKey(longest, relation, longest).target());
        assertThrows(InvalidArgumentException.class, () -> new EdgeKey(longest + "x", "r", "b"));
        assertThrows(InvalidArgumentException.class, () -> new EdgeKey("a", relation + "x", "b"));
        assertThrows(InvalidArgumentException.class, () -> new EdgeKey("a", "r", longest + "x"));
    }

    @Test
    void edgesAreOrderedByTheBytesOfSubjectRelationAndTarget() {
        EdgeKey[] sorted = {
            new EdgeKey("a", "r", "\uFFFD"),
            new EdgeKey("a", "r", "\uD83D\uDE00"),
            new EdgeKey("a", "s", "a"),
            new EdgeKey("b", "a", "a")
        };
        assertEquals(
                Stream.of(sorted).toList(),
                Stream.of(sorted[3], sorted[1], sorted[2], sorted[0]).sorted().toList());
        assertEquals("a -r-> b", new EdgeKey("a", "r", "b").toString());
    }

    @Test
    void aCursorIsAnEdgeOfTheThingInTheDirectionAsked() {
        EdgeKey edge = new EdgeKey("a", "r", "b");
        assertEquals(edge, EdgeQuery.from("a").after(edge).after());
        assertEquals(edge, EdgeQuery.to("b").after(edge).after());
        assertThrows(InvalidArgumentException.class, () -> EdgeQuery.from("b").after(edge));
        assertThrows(InvalidArgumentException.class, () -> EdgeQuery.to("a").after(edge));
        EdgeKey loop = new EdgeKey("a", "r", "a");
        assertEquals(
                EdgeQuery.from("a").after(loop).after(),
                EdgeQuery.to("a").after(loop).after());
    }

    @Test
    void anEdgeQueryHasTheBoundsOfEdgesAndPages() {
        assertThrows(InvalidArgumentException.class, () -> EdgeQuery.from(""));
        assertThrows(InvalidArgumentException.class, () -> EdgeQuery.to("x".repeat(FactKey.MAX_BYTES + 1)));
        assertThrows(InvalidArgumentException.class, () -> EdgeQuery.from("a").withRelation(""));
        String tooLong = "x".repeat(EdgeKey.MAX_RELATION_BYTES + 1);
        assertThrows(InvalidArgumentException.class, () -> EdgeQuery.from("a").withRelation(tooLong));
        for (int limit : new int[] {-1, 0, FactQuery.MAX_LIMIT + 1}) {
            assertThrows(
                    InvalidArgumentException.class, () -> EdgeQuery.from("a").withLimit(limit));
        }
        assertEquals(FactQuery.MAX_LIMIT, EdgeQuery.from("a").limit());
    }

    @Test
    void timesOfAViewAndOfABasisAreTruncated() {
        Instant fine = NOON.plusNanos(999);
        assertEquals(NOON, View.asOf(fine, Basis.latest()).validAt());
        assertEquals(new Basis.RecordedAt(NOON), new Basis.RecordedAt(fine));
        assertNull(View.activeAt(Basis.latest()).validAt());
        assertEquals(View.ACTIVE, View.activeAt(Basis.latest()));
        assertThrows(InvalidArgumentException.class, () -> View.asOf(Instant.MAX, Basis.latest()));
        assertThrows(InvalidArgumentException.class, () -> new Basis.RecordedAt(Instant.MIN));
        assertThrows(InvalidArgumentException.class, () -> new Basis.AtSequence(-1));
    }

    @Test
    void timesOfAPeriodAreTruncated() {
        Fact fact = fact();
        Period period = new Period(NOON.plusNanos(1), NOON.plusNanos(1_001), fact);
        assertEquals(new Period(NOON, NOON.plusNanos(1_000), fact), period);
        assertNull(new Period(NOON, null, fact).to());
    }

    @Test
    void anAssertedChangeDoesNotShowHowItsFactEnded() {
        Fact fact = fact();
        Retirement end = new Retirement(NOON, NOON, 9, "actor", "reason");
        Change.Asserted asserted = new Change.Asserted(fact.retiredBy(end), null);
        assertEquals(new Change.Asserted(fact, null), asserted);
        assertEquals(7, asserted.sequence());
        Change.Retired retired = new Change.Retired(fact.key(), fact.version(), end, null);
        assertEquals(9, retired.sequence());
        assertEquals(NOON, retired.recordedAt());
    }

    @Test
    void aTraversalHasBounds() {
        Traversal traversal = Traversal.of("a", Direction.OUTGOING);
        assertThrows(InvalidArgumentException.class, () -> Traversal.of("", Direction.OUTGOING));
        assertThrows(InvalidArgumentException.class, () -> traversal.withRelation(""));
        for (int depth : new int[] {-1, 0, Traversal.MAX_DEPTH + 1}) {
            assertThrows(InvalidArgumentException.class, () -> traversal.within(depth, 1));
        }
        for (int nodes : new int[] {-1, 0, Traversal.MAX_NODES + 1}) {
            assertThrows(InvalidArgumentException.class, () -> traversal.within(1, nodes));
        }
        assertEquals(
                Traversal.MAX_DEPTH,
                traversal.within(Traversal.MAX_DEPTH, Traversal.MAX_NODES).maxDepth());
    }

    private static Fact fact() {
        Assertion said = new Assertion(new EdgeKey("a", "r", "b"), JsonObject.EMPTY, NOON, "actor", "reason");
        Sha256 hash = said.contentHash();
        return new Fact("id", said, 1, 7, NOON, hash, null);
    }
}
