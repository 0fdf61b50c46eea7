package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Direction;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.Traversal;
import dev.praxis.api.store.Traversal.Reach;
import dev.praxis.api.store.Traversal.Visit;
import dev.praxis.api.store.View;
import dev.praxis.testkit.ManualClock;
import dev.praxis.testkit.SequentialIds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What a traversal reaches is what can be reached: compared with distances that are found by relaxing all edges. */
class TraversalProperties {

    private static final List<String> NODES = List.of("a", "b", "c", "d", "e", HostileTexts.EMOJI);

    @Property(tries = 500)
    void exactlyWhatIsNearEnoughIsReachedOverTheFewestEdges(
            @ForAll("graphs") Set<EdgeKey> edges,
            @ForAll Direction direction,
            @ForAll("relations") @Nullable String relation,
            @ForAll @IntRange(min = 1, max = 6) int depth) {
        Map<String, Integer> distances = distances(edges, direction, relation);
        Reach reach = traversal(direction, relation).within(depth, 100).in(store(edges));

        Map<String, Integer> near = new TreeMap<>(distances);
        near.values().removeIf(distance -> distance > depth);
        assertEquals(near, reached(reach), "things and their depths");
        assertEquals(near.size() == distances.size(), reach.isComplete(), "complete, reached " + reach.visits());
        assertVisits(reach, distances, edges, direction, relation);
    }

    @Property(tries = 500)
    void theBoundOfThingsLeavesOutTheFarthest(
            @ForAll("graphs") Set<EdgeKey> edges,
            @ForAll Direction direction,
            @ForAll @IntRange(min = 1, max = 6) int nodes,
            @ForAll @IntRange(min = 1, max = 6) int depth) {
        Map<String, Integer> distances = distances(edges, direction, null);
        Reach reach = traversal(direction, null).within(depth, nodes).in(store(edges));

        long near = distances.values().stream()
                .filter(distance -> distance <= depth)
                .count();
        assertEquals(Math.min(near, nodes), reach.visits().size(), "things");
        assertEquals(reach.visits().size() == distances.size(), reach.isComplete(), "complete");
        List<Integer> nearest = distances.values().stream()
                .sorted()
                .limit(reach.visits().size())
                .toList();
        assertEquals(nearest, reach.visits().stream().map(Visit::depth).toList(), "depths, in order");
        assertVisits(reach, distances, edges, direction, null);
    }

    @Property(tries = 200)
    void anEarlierViewIsThatOfTheEdgesOfThen(
            @ForAll("graphs") Set<EdgeKey> before, @ForAll("graphs") Set<EdgeKey> after, @ForAll Direction direction) {
        ModelStore store = store(before);
        long then = store.lastSequence();
        for (EdgeKey edge : before) {
            if (!after.contains(edge)) {
                store.retire(new RetirementRequest(edge, StorePlace.NOON, "actor", "reason"));
            }
        }
        after.forEach(edge -> store.put(says(edge)));
        Traversal everything = traversal(direction, null).within(10, 100);
        View past = View.activeAt(new Basis.AtSequence(then));
        assertEquals(
                distances(before, direction, null),
                reached(everything.withView(past).in(store)));
        assertEquals(distances(after, direction, null), reached(everything.in(store)));
    }

    @Example
    void aLoopADiamondAndACycleAreEachWalkedOnce() {
        Reach alone = traversal(Direction.OUTGOING, null).in(store(Set.of(new EdgeKey("a", "r", "a"))));
        assertEquals(new Reach(List.of(), true), alone, "a thing that leads to itself alone");
        Set<EdgeKey> diamond = Set.of(
                new EdgeKey("a", "r", "b"),
                new EdgeKey("a", "r", "c"),
                new EdgeKey("b", "r", "d"),
                new EdgeKey("c", "r", "d"),
                new EdgeKey("d", "r", "a"));
        Reach reach = traversal(Direction.OUTGOING, null).within(2, 3).in(store(diamond));
        assertEquals(
                List.of("b", "c", "d"), reach.visits().stream().map(Visit::node).toList());
        assertEquals(new EdgeKey("b", "r", "d"), reach.visits().get(2).edge().key(), "the first way to the far end");
        assertTrue(reach.isComplete(), "the bounds are met and nothing is left out");
    }

    @Example
    void moreNeighboursThanFitIntoAPageAreAllReached() {
        Set<EdgeKey> star = IntStream.range(0, 1_050)
                .mapToObj(i -> new EdgeKey("a", "r", "n" + i))
                .collect(Collectors.toSet());
        ModelStore store = store(star);
        assertEquals(
                1_050,
                traversal(Direction.OUTGOING, null)
                        .within(1, 2_000)
                        .in(store)
                        .visits()
                        .size());
    }

    @Provide
    Arbitrary<Set<EdgeKey>> graphs() {
        Arbitrary<String> nodes = Arbitraries.of(NODES);
        return Combinators.combine(nodes, Arbitraries.of("r", "s"), nodes)
                .as(EdgeKey::new)
                .set()
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<String> relations() {
        return Arbitraries.of("r", "s").injectNull(0.4);
    }

    private static Traversal traversal(Direction direction, @Nullable String relation) {
        return new Traversal("a", direction, relation, View.ACTIVE, 1, 100);
    }

    private static ModelStore store(Set<EdgeKey> edges) {
        ModelStore store = new ModelStore(StoreOptions.defaults()
                .withClock(new ManualClock(StorePlace.NOON))
                .withIds(new SequentialIds()));
        edges.forEach(edge -> store.put(says(edge)));
        return store;
    }

    private static Assertion says(EdgeKey edge) {
        return new Assertion(edge, JsonObject.EMPTY, StorePlace.NOON, "actor", "reason");
    }

    /** From the start to all that can be reached but itself: every edge is tried until none makes a way shorter. */
    private static Map<String, Integer> distances(Set<EdgeKey> edges, Direction direction, @Nullable String relation) {
        Map<String, Integer> distances = new TreeMap<>(Map.of("a", 0));
        for (int round = 0; round < NODES.size(); round++) {
            for (EdgeKey edge : edges) {
                Integer distance = distances.get(from(edge, direction));
                if (distance != null && (relation == null || relation.equals(edge.relation()))) {
                    distances.merge(to(edge, direction), distance + 1, Math::min);
                }
            }
        }
        distances.remove("a");
        return distances;
    }

    private static Map<String, Integer> reached(Reach reach) {
        Map<String, Integer> reached = new TreeMap<>();
        reach.visits().forEach(visit -> reached.put(visit.node(), visit.depth()));
        assertEquals(reach.visits().size(), reached.size(), "a thing was visited twice: " + reach.visits());
        return reached;
    }

    /** Each edge of a visit is one of the graph, and leads there from a thing that is one edge nearer. */
    private static void assertVisits(
            Reach reach,
            Map<String, Integer> distances,
            Set<EdgeKey> edges,
            Direction direction,
            @Nullable String relation) {
        for (Visit visit : reach.visits()) {
            EdgeKey edge = (EdgeKey) visit.edge().key();
            assertTrue(edges.contains(edge), "no edge of the graph: " + visit);
            assertTrue(relation == null || relation.equals(edge.relation()), "another relation: " + visit);
            assertEquals(visit.node(), to(edge, direction), "the edge ends there");
            String before = from(edge, direction);
            Integer nearer = before.equals("a") ? Integer.valueOf(0) : distances.get(before);
            assertNotNull(nearer, "the edge starts where nothing can be reached: " + visit);
            assertEquals(visit.depth(), nearer + 1, "depth of " + visit);
        }
    }

    private static String from(EdgeKey edge, Direction direction) {
        return direction == Direction.OUTGOING ? edge.subject() : edge.target();
    }

    private static String to(EdgeKey edge, Direction direction) {
        return direction == Direction.OUTGOING ? edge.target() : edge.subject();
    }
}
