package dev.praxis.store.jdbc;

/**
 * The statements over table {@code entry}. Plain SQL that every database runs as it is, but for the comparison of keys, which
 * is the dialect's. Immutable and thread-safe.
 */
final class EntryTable {

    static final String ASSERTION = "assertion";
    static final String RETIREMENT = "retirement";

    private static final String ENTRY = "e.seq, e.id, e.kind, e.subject, e.predicate, e.fact_type, e.ordinal,"
            + " e.revision, e.value, e.valid_from, e.actor, e.reason, e.content_hash, e.recorded_at";

    /** The last entry of the store. */
    static final String LAST_OF_STORE = "SELECT seq, recorded_at FROM entry ORDER BY seq DESC LIMIT 1";

    static final String INSERT = "INSERT INTO entry (seq, id, kind, subject, predicate, fact_type, ordinal, revision,"
            + " value, valid_from, actor, reason, content_hash, recorded_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final String lastOfKey;
    private final String history;
    private final String asOf;
    private final String list;

    EntryTable(Dialect dialect) {
        String ofKey = dialect.keyIs("e");
        String entryAndEnd = ENTRY + ", n.seq, n.valid_from, n.recorded_at, n.actor, n.reason"
                + " FROM entry e LEFT JOIN entry n ON " + dialect.sameKey("n", "e") + " AND n.ordinal = e.ordinal + 1";
        lastOfKey = "SELECT " + ENTRY + " FROM entry e WHERE " + ofKey + " ORDER BY e.ordinal DESC LIMIT 1";
        history = "SELECT " + entryAndEnd + " WHERE " + ofKey + " AND e.ordinal > ? AND e.revision > ? AND e.kind = '"
                + ASSERTION + "' ORDER BY e.ordinal LIMIT ?";
        asOf = "SELECT " + entryAndEnd + " AND n.seq <= ? AND n.recorded_at <= ? WHERE " + ofKey
                + " AND e.seq <= ? AND e.recorded_at <= ? AND e.valid_from <= ? AND e.kind = '" + ASSERTION + "'"
                + " ORDER BY e.ordinal DESC LIMIT 1";
        list = "SELECT " + ENTRY + " FROM entry k JOIN entry e ON e.seq = (SELECT l.seq FROM entry l WHERE "
                + dialect.sameKey("l", "k") + " ORDER BY l.ordinal DESC LIMIT 1)"
                + " WHERE k.ordinal = 1 AND e.kind = '" + ASSERTION + "'"
                + " AND (k.subject, k.predicate, k.fact_type) > (?, ?, ?)";
    }

    /** The last entry of a key. */
    String lastOfKey() {
        return lastOfKey;
    }

    /**
     * Parameters: key, revision, revision, limit. An ordinal is at least its revision, so the first bound lets the index
     * skip what the second would only filter.
     */
    String history() {
        return history;
    }

    /** Parameters: basis (sequence, recorded time), key, basis again, valid time. */
    String asOf() {
        return asOf;
    }

    /**
     * Walks the keys by their first entries, which have a small index of their own (ordinal 1), and goes from each straight
     * to its last entry: the cost does not depend on how long the history of a key is.
     *
     * <p>Parameters: key to start behind, then the end of the subjects, the predicate, the fact type (if given), limit.
     */
    String list(boolean subjectsEnd, boolean onePredicate, boolean oneFactType) {
        return list
                + (subjectsEnd ? " AND k.subject < ?" : "")
                + (onePredicate ? " AND k.predicate = ?" : "")
                + (oneFactType ? " AND k.fact_type = ?" : "")
                + " ORDER BY k.subject, k.predicate, k.fact_type LIMIT ?";
    }
}
