package dev.praxis.api.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What can be reached from a thing over edges: breadth first, each thing once, so that a cycle ends. Immutable and
 * thread-safe.
 *
 * @param start where to begin; 1 to {@value FactKey#MAX_BYTES} bytes of UTF-8
 * @param direction whether to follow edges from their start or from their end
 * @param relation the only relation to follow, or null for all
 * @param view as of when; the latest basis is pinned to the last change before the first edge is read, so that all edges belong
 *     to one state; a recorded time that is not over yet is not
 * @param maxDepth how many edges to go at the most, 1 to {@value #MAX_DEPTH}
 * @param maxNodes how many things to reach at the most, 1 to {@value #MAX_NODES}
 */
public record Traversal(
        String start, Direction direction, @Nullable String relation, View view, int maxDepth, int maxNodes) {

    /** The greatest depth. */
    public static final int MAX_DEPTH = 100;

    /** The greatest number of things. */
    public static final int MAX_NODES = 100_000;

    /**
     * Checks the parts.
     *
     * @throws InvalidArgumentException if a number is out of range or a text cannot be that of an edge
     */
    public Traversal {
        Utf8Text.require("node", start, 1, FactKey.MAX_BYTES);
        Objects.requireNonNull(direction, "direction");
        if (relation != null) {
            Utf8Text.require("edge relation", relation, 1, EdgeKey.MAX_RELATION_BYTES);
        }
        Objects.requireNonNull(view, "view");
        requireRange("depth", maxDepth, MAX_DEPTH);
        requireRange("number of nodes", maxNodes, MAX_NODES);
    }

    /**
     * Everything within one edge that is active, up to a thousand things.
     *
     * @param start where to begin
     * @param direction whether to follow edges from their start or from their end
     * @return the traversal
     * @throws InvalidArgumentException if the text cannot be that of a thing
     */
    public static Traversal of(String start, Direction direction) {
        return new Traversal(start, direction, null, View.ACTIVE, 1, 1000);
    }

    /**
     * The same traversal over one relation.
     *
     * @param exactly the relation
     * @return the traversal
     */
    public Traversal withRelation(String exactly) {
        return new Traversal(start, direction, Objects.requireNonNull(exactly), view, maxDepth, maxNodes);
    }

    /**
     * The same traversal as of another point.
     *
     * @param asOf the point
     * @return the traversal
     */
    public Traversal withView(View asOf) {
        return new Traversal(start, direction, relation, asOf, maxDepth, maxNodes);
    }

    /**
     * The same traversal within other bounds.
     *
     * @param depth how many edges to go at the most
     * @param nodes how many things to reach at the most
     * @return the traversal
     */
    public Traversal within(int depth, int nodes) {
        return new Traversal(start, direction, relation, view, depth, nodes);
    }

    /**
     * A thing that was reached.
     *
     * @param node the thing
     * @param depth over how many edges at the least; 1 or more
     * @param edge the edge over which it was first reached
     */
    public record Visit(String node, int depth, Fact edge) {}

    /**
     * What was reached.
     *
     * @param visits every thing but the start, by depth, and within a depth in the order of the edges read
     * @param isComplete whether nothing was left out for the bounds
     */
    public record Reach(List<Visit> visits, boolean isComplete) {
        /** Copies the list. */
        public Reach {
            visits = List.copyOf(visits);
        }
    }

    /**
     * Goes over the edges of a store. Reads a page of edges for each thing, and so blocks on I/O many times.
     *
     * @param store the store
     * @return what was reached
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    public Reach in(Store store) {
        View pinned = view.basis().equals(Basis.latest())
                ? new View(new Basis.AtSequence(store.lastSequence()), view.validAt())
                : view;
        Walk walk = new Walk(store, pinned);
        List<String> frontier = List.of(start);
        for (int depth = 1; depth <= maxDepth && !frontier.isEmpty() && !walk.isFull; depth++) {
            frontier = walk.step(frontier, depth);
        }
        // What lies behind the last depth is looked for, not taken: only so it is known whether something was left out.
        boolean isComplete = !walk.isFull && !walk.leadsOn(frontier);
        return new Reach(walk.visits, isComplete);
    }

    private static void requireRange(String what, int number, int most) {
        if (number < 1 || number > most) {
            throw new InvalidArgumentException(what + " " + number + " is out of range; allowed are 1 to " + most);
        }
    }

    /** One walk; confined to the call. */
    private final class Walk {

        private final Store store;
        private final View pinned;
        private final Set<String> seen = new HashSet<>(Set.of(start));
        private final List<Visit> visits = new ArrayList<>();
        private boolean isFull;

        Walk(Store store, View pinned) {
            this.store = store;
            this.pinned = pinned;
        }

        /** Goes one edge on from each thing; the things that were not seen before. */
        List<String> step(List<String> frontier, int depth) {
            List<String> next = new ArrayList<>();
            for (String node : frontier) {
                forEachEdge(node, edge -> {
                    String neighbour = neighbour(edge);
                    if (seen.contains(neighbour)) {
                        return true;
                    }
                    if (visits.size() == maxNodes) {
                        isFull = true;
                        return false;
                    }
                    seen.add(neighbour);
                    visits.add(new Visit(neighbour, depth, edge));
                    next.add(neighbour);
                    return true;
                });
                if (isFull) {
                    break;
                }
            }
            return next;
        }

        /** Whether an edge goes from one of these to a thing that was not seen. */
        boolean leadsOn(List<String> frontier) {
            for (String node : frontier) {
                boolean exhausted = forEachEdge(node, edge -> seen.contains(neighbour(edge)));
                if (!exhausted) {
                    return true;
                }
            }
            return false;
        }

        /** Whether every edge was taken; stops at the first that is not. */
        private boolean forEachEdge(String node, Predicate<Fact> taking) {
            EdgeQuery query = new EdgeQuery(node, direction, relation, pinned, null, FactQuery.MAX_LIMIT);
            while (true) {
                Page<EdgeKey> page = store.neighbours(query);
                for (Fact edge : page.facts()) {
                    if (!taking.test(edge)) {
                        return false;
                    }
                }
                Optional<EdgeKey> next = page.continuation();
                if (next.isEmpty()) {
                    return true;
                }
                query = query.after(next.get());
            }
        }

        private String neighbour(Fact edge) {
            EdgeKey key = (EdgeKey) edge.key();
            return direction == Direction.OUTGOING ? key.target() : key.subject();
        }
    }
}
