package dev.praxis.api.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.FactKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which facts to list; edges are not among them. A limit counts entries, never bytes, here and wherever a store takes one: an
 * entry is up to 1 MiB and a page is held in memory as a whole, so ask for few where values are large.
 *
 * @param subjectPrefix what the subject starts with, byte for byte; empty for all
 * @param predicate the exact predicate, or null for all
 * @param factType the exact fact type, or null for all
 * @param view as of when
 * @param after the key after which to go on, or null to start
 * @param limit how many facts a page has at the most, 1 to {@value #MAX_LIMIT}
 */
public record FactQuery(
        String subjectPrefix,
        @Nullable String predicate,
        @Nullable String factType,
        View view,
        @Nullable FactKey after,
        int limit) {

    /** The greatest page. */
    public static final int MAX_LIMIT = 1000;

    /**
     * Checks the limit and the texts.
     *
     * @throws InvalidArgumentException if the limit is out of range, or a text has U+0000 or an unpaired surrogate
     */
    public FactQuery {
        Utf8Text.require("subject prefix", subjectPrefix);
        if (predicate != null) {
            Utf8Text.require("fact predicate", predicate);
        }
        if (factType != null) {
            Utf8Text.require("fact type", factType);
        }
        Objects.requireNonNull(view, "view");
        requireLimit(limit);
    }

    /**
     * Everything that is active, in the greatest pages.
     *
     * @return the query
     */
    public static FactQuery all() {
        return new FactQuery("", null, null, View.ACTIVE, null, MAX_LIMIT);
    }

    /**
     * The same query for subjects that start with a text.
     *
     * @param prefix the text
     * @return the query
     */
    public FactQuery withSubjectPrefix(String prefix) {
        return new FactQuery(prefix, predicate, factType, view, after, limit);
    }

    /**
     * The same query for one predicate.
     *
     * @param exactly the predicate
     * @return the query
     */
    public FactQuery withPredicate(String exactly) {
        return new FactQuery(subjectPrefix, Objects.requireNonNull(exactly), factType, view, after, limit);
    }

    /**
     * The same query for one fact type.
     *
     * @param exactly the fact type
     * @return the query
     */
    public FactQuery withFactType(String exactly) {
        return new FactQuery(subjectPrefix, predicate, Objects.requireNonNull(exactly), view, after, limit);
    }

    /**
     * The same query as of another point.
     *
     * @param asOf the point
     * @return the query
     */
    public FactQuery withView(View asOf) {
        return new FactQuery(subjectPrefix, predicate, factType, asOf, after, limit);
    }

    /**
     * The same query, going on after a key.
     *
     * @param key the last key of the page before
     * @return the query
     */
    public FactQuery after(FactKey key) {
        return new FactQuery(subjectPrefix, predicate, factType, view, Objects.requireNonNull(key), limit);
    }

    /**
     * The same query with pages of another size.
     *
     * @param most how many facts a page has at the most
     * @return the query
     */
    public FactQuery withLimit(int most) {
        return new FactQuery(subjectPrefix, predicate, factType, view, after, most);
    }

    /**
     * Checks a page size.
     *
     * @param limit the size
     * @return the size
     * @throws InvalidArgumentException if it is not 1 to {@value #MAX_LIMIT}
     */
    public static int requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidArgumentException("limit " + limit + " is out of range; allowed are 1 to " + MAX_LIMIT);
        }
        return limit;
    }
}
