package dev.praxis.store.jdbc;

/** The statements over table {@code entry}. Plain SQL that every dialect runs as it is. */
final class EntryTable {

    static final String ASSERTION = "assertion";
    static final String RETIREMENT = "retirement";

    private static final String KEY = "subject = ? AND predicate = ? AND fact_type = ?";

    private static final String ENTRY = "e.seq, e.id, e.kind, e.subject, e.predicate, e.fact_type, e.ordinal,"
            + " e.revision, e.value, e.valid_from, e.actor, e.reason, e.content_hash, e.recorded_at";

    private static final String ENTRY_AND_END =
            ENTRY + ", n.seq, n.valid_from, n.recorded_at, n.actor, n.reason FROM entry e LEFT JOIN entry n"
                    + " ON n.subject = e.subject AND n.predicate = e.predicate AND n.fact_type = e.fact_type"
                    + " AND n.ordinal = e.ordinal + 1";

    /** The last entry of a key. */
    static final String LAST_OF_KEY =
            "SELECT " + ENTRY + " FROM entry e WHERE " + KEY + " ORDER BY e.ordinal DESC LIMIT 1";

    /** The last entry of the store. */
    static final String LAST_OF_STORE = "SELECT seq, recorded_at FROM entry ORDER BY seq DESC LIMIT 1";

    static final String INSERT = "INSERT INTO entry (seq, id, kind, subject, predicate, fact_type, ordinal, revision,"
            + " value, valid_from, actor, reason, content_hash, recorded_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /**
     * Parameters: key, revision, revision, limit. An ordinal is at least its revision, so the first bound lets the index
     * skip what the second would only filter.
     */
    static final String HISTORY = "SELECT " + ENTRY_AND_END
            + " WHERE e.subject = ? AND e.predicate = ? AND e.fact_type = ?"
            + " AND e.ordinal > ? AND e.revision > ? AND e.kind = '" + ASSERTION + "' ORDER BY e.ordinal LIMIT ?";

    /** Parameters: basis (sequence, recorded time), key, basis again, valid time. */
    static final String AS_OF = "SELECT " + ENTRY_AND_END + " AND n.seq <= ? AND n.recorded_at <= ?"
            + " WHERE e.subject = ? AND e.predicate = ? AND e.fact_type = ?"
            + " AND e.seq <= ? AND e.recorded_at <= ? AND e.valid_from <= ? AND e.kind = '" + ASSERTION + "'"
            + " ORDER BY e.ordinal DESC LIMIT 1";

    /**
     * Walks the keys by their first entries, which have a small index of their own (ordinal 1), and goes from each straight
     * to its last entry: the cost does not depend on how long the history of a key is.
     */
    private static final String LIST = "SELECT " + ENTRY + " FROM entry k JOIN entry e ON e.seq ="
            + " (SELECT l.seq FROM entry l WHERE l.subject = k.subject AND l.predicate = k.predicate"
            + " AND l.fact_type = k.fact_type ORDER BY l.ordinal DESC LIMIT 1)"
            + " WHERE k.ordinal = 1 AND e.kind = '" + ASSERTION + "'"
            + " AND (k.subject, k.predicate, k.fact_type) > (?, ?, ?)";

    private EntryTable() {}

    /** Parameters: key to start behind, then the end of the subjects, the predicate, the fact type (if given), limit. */
    static String list(boolean subjectsEnd, boolean onePredicate, boolean oneFactType) {
        return LIST
                + (subjectsEnd ? " AND k.subject < ?" : "")
                + (onePredicate ? " AND k.predicate = ?" : "")
                + (oneFactType ? " AND k.fact_type = ?" : "")
                + " ORDER BY k.subject, k.predicate, k.fact_type LIMIT ?";
    }
}
