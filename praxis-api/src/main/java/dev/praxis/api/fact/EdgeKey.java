package dev.praxis.api.fact;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Utf8Text;

/**
 * A directed edge: the subject stands in a relation to the target. An assertion about it says that this holds, and since
 * when; its value holds the attributes of the edge and may be empty. Ordered by subject, relation and target, each by its
 * bytes in UTF-8.
 *
 * @param subject where the edge starts, such as {@code host:cp-1}; 1 to {@value FactKey#MAX_BYTES} bytes of UTF-8
 * @param relation what it means, such as {@code runs-on}; 1 to {@value #MAX_RELATION_BYTES} bytes of UTF-8
 * @param target where it ends; 1 to {@value FactKey#MAX_BYTES} bytes of UTF-8; may be the subject
 */
public record EdgeKey(String subject, String relation, String target) implements Key, Comparable<EdgeKey> {

    /**
     * The greatest length of a relation, in bytes of UTF-8: with it every part of the longest key fits into one index entry of
     * PostgreSQL (2704 bytes), so that the neighbours of a thing with very many edges are still read in order.
     */
    public static final int MAX_RELATION_BYTES = 512;

    /**
     * Checks the parts.
     *
     * @throws InvalidArgumentException if a part is empty, too long, or has U+0000 or an unpaired surrogate
     */
    public EdgeKey {
        Utf8Text.require("edge subject", subject, 1, FactKey.MAX_BYTES);
        Utf8Text.require("edge relation", relation, 1, MAX_RELATION_BYTES);
        Utf8Text.require("edge target", target, 1, FactKey.MAX_BYTES);
    }

    @Override
    public int compareTo(EdgeKey other) {
        int bySubject = Utf8Text.compare(subject, other.subject);
        if (bySubject != 0) {
            return bySubject;
        }
        int byRelation = Utf8Text.compare(relation, other.relation);
        return byRelation != 0 ? byRelation : Utf8Text.compare(target, other.target);
    }

    /** For people; parts may hold an arrow themselves. */
    @Override
    public String toString() {
        return subject + " -" + relation + "-> " + target;
    }
}
