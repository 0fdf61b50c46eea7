package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Direction;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.testkit.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What {@code neighbours} gives of the edges that are active. */
abstract class NeighbourRules extends StoreRules {

    private static final String NODE = "host:cp-1";

    private static final Comparator<String> BYTES =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /** In which a part of one order is not that of the other: UTF-16, case, look, prefix. */
    private static final List<String> TEXTS = List.of(
            "A", "Z", "a", "a ", "ab", NODE, HostileTexts.COMPOSED, HostileTexts.REPLACEMENT, HostileTexts.EMOJI);

    NeighbourRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: is the order that of the subject in both directions, by locale, or that of one joined text? */
    @Rule("STORE-EDGE-2")
    void edgesComeByRelationAndNeighbourInBothDirections() {
        putEdgesBothWays();
        for (Direction direction : Direction.values()) {
            assertEquals(
                    sorted(direction), keys(store().neighbours(query(direction)).facts()), direction.toString());
        }
    }

    /** If it fails: does a page start at its cursor, or is the cursor compared by the neighbour of the other direction? */
    @Rule("STORE-EDGE-2")
    void pagesOfEverySizeGiveTheSameInBothDirections() {
        putEdgesBothWays();
        for (Direction direction : Direction.values()) {
            List<EdgeKey> all = sorted(direction);
            for (int limit : new int[] {1, 2, 3, 7, all.size() - 1, all.size(), all.size() + 1}) {
                assertEquals(all, byPages(query(direction), limit), direction + " in pages of " + limit);
            }
        }
    }

    /** If it fails: is the relation a prefix, folded, or lost from the second page on? */
    @Rule("STORE-EDGE-2")
    void aRelationMatchesExactlyOnEveryPage() {
        putEdgesBothWays();
        for (Direction direction : Direction.values()) {
            for (String relation : TEXTS) {
                List<EdgeKey> expected = sorted(direction).stream()
                        .filter(edge -> edge.relation().equals(relation))
                        .toList();
                EdgeQuery query = query(direction).withRelation(relation);
                assertEquals(expected, keys(store().neighbours(query).facts()), direction + " " + relation);
                assertEquals(expected, byPages(query, 2), direction + " " + relation + " in pages of 2");
            }
            assertEquals(
                    List.of(),
                    keys(store().neighbours(query(direction).withRelation("other"))
                            .facts()));
        }
    }

    /** If it fails: must the cursor be an active edge, or one of the relation that is asked for? */
    @Rule("STORE-EDGE-2")
    void anyEdgeOfTheThingCanBeACursor() {
        List<EdgeKey> edges = new ArrayList<>();
        for (String relation : List.of("p", "r", "t")) {
            for (String target : List.of("b", "d")) {
                edges.add(edge(NODE, relation, target));
            }
        }
        edges.forEach(edge -> store().put(says(edge, "up")));
        EdgeQuery all = EdgeQuery.from(NODE);
        EdgeQuery ofR = all.withRelation("r");

        assertNeighbours(edges.subList(3, 6), all.after(edge(NODE, "r", "c")));
        assertNeighbours(edges.subList(2, 6), all.after(edge(NODE, "q", "zzz")));
        assertNeighbours(List.of(), all.after(edge(NODE, "t", "d")));
        assertNeighbours(edges.subList(2, 4), ofR.after(edge(NODE, "p", "zzz")));
        assertNeighbours(edges.subList(3, 4), ofR.after(edge(NODE, "r", "b")));
        assertNeighbours(List.of(), ofR.after(edge(NODE, "r", "d")));
        assertNeighbours(List.of(), ofR.after(edge(NODE, "s", "a")));

        store().retire(retirement(edges.get(2)));
        store().put(says(edge(NODE, "r", "a"), "new and behind the cursor"));
        assertNeighbours(edges.subList(3, 6), all.after(edges.get(2)));
    }

    /** If it fails: is a self-loop, which starts and ends at the thing, left out or given twice? */
    @Rule("STORE-EDGE-2")
    void aSelfLoopIsANeighbourOnceInEachDirection() {
        Fact loop = store().put(says(edge(NODE, "r", NODE), "loop"));
        Fact out = store().put(says(edge(NODE, "r", "z"), "out"));
        Fact in = store().put(says(edge("a", "r", NODE), "in"));
        assertEquals(new Page<EdgeKey>(List.of(loop, out), null), store().neighbours(EdgeQuery.from(NODE)));
        assertEquals(new Page<EdgeKey>(List.of(in, loop), null), store().neighbours(EdgeQuery.to(NODE)));
    }

    /** If it fails: are ended edges shown, or only those whose valid time has come? */
    @Rule("STORE-EDGE-2")
    void exactlyTheActiveEdgesOfExactlyThisThingAreNeighbours() {
        store().put(says(edge(NODE, "r", "a"), "up"));
        Fact later = store().put(saysSince(second(9_999_999), edge(NODE, "r", "a"), "later"));
        store().put(says(edge(NODE, "r", "gone"), "up"));
        store().retire(retirementAt(second(9_999_999), edge(NODE, "r", "gone")));
        for (String other : List.of("host:cp-10", "host:cp-", "HOST:CP-1", "host:cp-1 ", "r")) {
            store().put(says(edge(other, "r", "a"), "of another thing"));
        }
        assertEquals(new Page<EdgeKey>(List.of(later), null), store().neighbours(EdgeQuery.from(NODE)));
        assertEquals(new Page<EdgeKey>(List.of(), null), store().neighbours(EdgeQuery.to(NODE)), "the other way");
        assertEquals(new Page<EdgeKey>(List.of(), null), store().neighbours(EdgeQuery.from("nowhere")));
    }

    private static EdgeQuery query(Direction direction) {
        return direction == Direction.OUTGOING ? EdgeQuery.from(NODE) : EdgeQuery.to(NODE);
    }

    /** Puts every relation to and from every neighbour, in an order that is not that of any listing. */
    private void putEdgesBothWays() {
        List<EdgeKey> edges = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            edges.addAll(sorted(direction));
        }
        Collections.reverse(edges);
        store().write(new WriteBatch(
                edges.stream().distinct().map(edge -> puts(edge, "up")).toList(), null));
    }

    /** The order of the contract, spelled out in bytes, so that it does not lean on the code of the API. */
    private static List<EdgeKey> sorted(Direction direction) {
        boolean outgoing = direction == Direction.OUTGOING;
        Function<EdgeKey, String> neighbour = outgoing ? EdgeKey::target : EdgeKey::subject;
        return TEXTS.stream()
                .flatMap(relation -> TEXTS.stream()
                        .filter(other -> (relation.hashCode() + other.hashCode()) % 3 != 0 || other.equals(NODE))
                        .map(other -> outgoing ? edge(NODE, relation, other) : edge(other, relation, NODE)))
                .sorted(Comparator.comparing(EdgeKey::relation, BYTES).thenComparing(neighbour, BYTES))
                .toList();
    }

    private void assertNeighbours(List<EdgeKey> expected, EdgeQuery query) {
        assertEquals(expected, keys(store().neighbours(query).facts()), query.toString());
    }

    /** All edges of a query, page by page. */
    private List<EdgeKey> byPages(EdgeQuery query, int limit) {
        EdgeQuery paged = query.withLimit(limit);
        return keys(byPages(
                limit,
                (Optional<EdgeKey> cursor) ->
                        store().neighbours(cursor.map(paged::after).orElse(paged))));
    }

    private static List<EdgeKey> keys(List<Fact> facts) {
        return facts.stream().map(fact -> (EdgeKey) fact.key()).toList();
    }
}
