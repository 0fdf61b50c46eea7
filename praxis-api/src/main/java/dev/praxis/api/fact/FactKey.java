package dev.praxis.api.fact;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Utf8Text;

/**
 * What a fact about one thing is about. Ordered by subject, predicate and fact type, each by its bytes in UTF-8, which is the order of
 * every listing on every backend.
 *
 * @param subject the thing, such as {@code host:cp-1}; 1 to {@value #MAX_BYTES} bytes of UTF-8
 * @param predicate what is said of it, such as {@code memory}; 1 to {@value #MAX_BYTES} bytes of UTF-8
 * @param factType the kind of statement, such as {@code observed}; 1 to {@value #MAX_BYTES} bytes of UTF-8
 */
public record FactKey(String subject, String predicate, String factType) implements Key, Comparable<FactKey> {

    /** The greatest length of each part, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    /**
     * Checks the parts.
     *
     * @throws InvalidArgumentException if a part is empty, too long, or has U+0000 or an unpaired surrogate
     */
    public FactKey {
        Utf8Text.require("fact subject", subject, 1, MAX_BYTES);
        Utf8Text.require("fact predicate", predicate, 1, MAX_BYTES);
        Utf8Text.require("fact type", factType, 1, MAX_BYTES);
    }

    @Override
    public int compareTo(FactKey other) {
        int bySubject = Utf8Text.compare(subject, other.subject);
        if (bySubject != 0) {
            return bySubject;
        }
        int byPredicate = Utf8Text.compare(predicate, other.predicate);
        return byPredicate != 0 ? byPredicate : Utf8Text.compare(factType, other.factType);
    }

    /** For people; parts may hold a slash themselves. */
    @Override
    public String toString() {
        return subject + "/" + predicate + "/" + factType;
    }
}
