package dev.praxis.api.store;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import java.util.Objects;

/**
 * A fact that was found by its vector. Ordered by similarity, the greatest first; among equals facts come before edges, each in
 * the order of their keys.
 *
 * @param fact the fact
 * @param similarity see {@link Vector#cosineSimilarity}
 */
public record VectorMatch(Fact fact, double similarity) implements Comparable<VectorMatch> {

    /** Checks that there is a fact. */
    public VectorMatch {
        Objects.requireNonNull(fact, "fact");
    }

    @Override
    public int compareTo(VectorMatch other) {
        int bySimilarity = Double.compare(other.similarity, similarity);
        return bySimilarity != 0 ? bySimilarity : compare(fact.key(), other.fact.key());
    }

    private static int compare(Key a, Key b) {
        if (a instanceof FactKey fact) {
            return b instanceof FactKey other ? fact.compareTo(other) : -1;
        }
        return b instanceof EdgeKey other ? ((EdgeKey) a).compareTo(other) : 1;
    }
}
