package dev.praxis.api.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which edges of one thing to read. They come ordered by relation and then by the neighbour, each by its bytes in UTF-8.
 *
 * @param node the thing; 1 to {@value FactKey#MAX_BYTES} bytes of UTF-8
 * @param direction whether the edges start or end there
 * @param relation the exact relation, or null for all
 * @param view as of when
 * @param after the edge after which to go on, or null to start
 * @param limit how many edges a page has at the most, 1 to {@value FactQuery#MAX_LIMIT}
 */
public record EdgeQuery(
        String node,
        Direction direction,
        @Nullable String relation,
        View view,
        @Nullable EdgeKey after,
        int limit) {

    /**
     * Checks the parts.
     *
     * @throws InvalidArgumentException if the limit is out of range, a text cannot be that of an edge, or {@code after} is not
     *     an edge of the thing in this direction
     */
    public EdgeQuery {
        Utf8Text.require("node", node, 1, FactKey.MAX_BYTES);
        Objects.requireNonNull(direction, "direction");
        if (relation != null) {
            Utf8Text.require("edge relation", relation, 1, EdgeKey.MAX_RELATION_BYTES);
        }
        Objects.requireNonNull(view, "view");
        if (after != null && !node.equals(direction == Direction.OUTGOING ? after.subject() : after.target())) {
            throw new InvalidArgumentException("edge " + after + " is no " + direction + " edge of " + node
                    + "; go on after the last edge of the page before");
        }
        FactQuery.requireLimit(limit);
    }

    /**
     * The active edges that start at a thing, in the greatest pages.
     *
     * @param node the thing
     * @return the query
     * @throws InvalidArgumentException if the text cannot be that of a thing
     */
    public static EdgeQuery from(String node) {
        return new EdgeQuery(node, Direction.OUTGOING, null, View.ACTIVE, null, FactQuery.MAX_LIMIT);
    }

    /**
     * The active edges that end at a thing, in the greatest pages.
     *
     * @param node the thing
     * @return the query
     * @throws InvalidArgumentException if the text cannot be that of a thing
     */
    public static EdgeQuery to(String node) {
        return new EdgeQuery(node, Direction.INCOMING, null, View.ACTIVE, null, FactQuery.MAX_LIMIT);
    }

    /**
     * The same query for one relation.
     *
     * @param exactly the relation
     * @return the query
     */
    public EdgeQuery withRelation(String exactly) {
        return new EdgeQuery(node, direction, Objects.requireNonNull(exactly), view, after, limit);
    }

    /**
     * The same query as of another point.
     *
     * @param asOf the point
     * @return the query
     */
    public EdgeQuery withView(View asOf) {
        return new EdgeQuery(node, direction, relation, asOf, after, limit);
    }

    /**
     * The same query, going on after an edge.
     *
     * @param edge the last edge of the page before
     * @return the query
     */
    public EdgeQuery after(EdgeKey edge) {
        return new EdgeQuery(node, direction, relation, view, Objects.requireNonNull(edge), limit);
    }

    /**
     * The same query with pages of another size.
     *
     * @param most how many edges a page has at the most
     * @return the query
     */
    public EdgeQuery withLimit(int most) {
        return new EdgeQuery(node, direction, relation, view, after, most);
    }
}
