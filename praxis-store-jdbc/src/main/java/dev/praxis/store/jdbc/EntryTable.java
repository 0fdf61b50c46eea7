package dev.praxis.store.jdbc;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import java.time.Instant;

/**
 * The statements over table {@code entry} that concern one key or the record as a whole; {@link Catalogue} has those over
 * many keys. Plain SQL that every database runs as it is, but for the comparison of keys, which is the dialect's. Immutable
 * and thread-safe.
 */
final class EntryTable {

    static final String ASSERTION = "assertion";
    static final String RETIREMENT = "retirement";

    /** What an entry says. Read by {@link EntryRow}. */
    static final String BODY = "e.seq, e.id, e.kind, e.ordinal, e.revision, e.value, e.valid_from, e.actor, e.reason,"
            + " e.content_hash, e.recorded_at";

    /** What it is about; behind the body. */
    static final String KEY = ", e.key_type, e.subject, e.predicate, e.object";

    /** How an assertion ended: what the entry after it says; behind the body, or behind the key. */
    static final String END = ", n.seq, n.valid_from, n.recorded_at, n.actor, n.reason";

    /** The last entry of the store. */
    static final String LAST_OF_STORE = "SELECT seq, recorded_at FROM entry ORDER BY seq DESC LIMIT 1";

    static final String INSERT = "INSERT INTO entry (key_type, subject, predicate, object, seq, id, kind, ordinal,"
            + " revision, value, valid_from, actor, reason, content_hash, recorded_at, request_key, request_place)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String IS_ASSERTION = "e.kind = '" + ASSERTION + "'";
    private static final String KNOWN = "e.seq <= ? AND e.recorded_at <= ?";
    private static final String KNOWN_AND_VALID =
            judged("l.kind = '" + ASSERTION + "' AND l.seq <= ? AND l.recorded_at <= ? AND l.valid_from <= ?");

    /** Behind {@link #joinEnd}: of the ends those that a basis knows. Parameters: its sequence and recorded time. */
    static final String END_KNOWN = " AND " + judged("n.seq <= ? AND n.recorded_at <= ?");

    private final String ofKey;
    private final String withEnd;
    private final String lastOfKey;
    private final String lastKnownAndValid;
    private final String headOfKey;
    private final String changes;

    EntryTable(Dialect dialect) {
        ofKey = dialect.keyIs("e");
        withEnd = joinEnd(dialect);
        String last = " FROM entry e WHERE " + ofKey + " ORDER BY e.ordinal DESC LIMIT 1";
        lastOfKey = "SELECT " + BODY + last;
        lastKnownAndValid = "(" + dialect.rowOf("e") + ") = (SELECT " + dialect.rowOf("l") + " FROM entry l WHERE "
                + dialect.keyIs("l");
        headOfKey = "SELECT s.seq, s.recorded_at, k.ordinal, k.revision, k.active_hash FROM ("
                + LAST_OF_STORE + ") s LEFT JOIN (SELECT e.ordinal, e.revision, CASE WHEN " + IS_ASSERTION
                + " THEN e.content_hash END AS active_hash" + last + ") k ON true";
        changes = "SELECT " + BODY + KEY + ", e.request_key, e.request_place, p.content_hash"
                + " FROM entry e LEFT JOIN entry p ON " + dialect.sameKey("p", "e")
                + " AND p.ordinal = e.ordinal - 1 AND e.kind = '" + RETIREMENT + "' WHERE ";
    }

    /** Joins what ended an entry. */
    static String joinEnd(Dialect dialect) {
        return " LEFT JOIN entry n ON " + dialect.sameKey("n", "e") + " AND n.ordinal = e.ordinal + 1";
    }

    /**
     * A condition that is tried on each entry that is met, and nothing else. A planner that knows what is compared guesses how many
     * entries a limit in a parameter leaves, and may look for them by an index that has nothing to do with the key; or it makes
     * another plan for each execution, which PostgreSQL does, and which takes longer than the query.
     */
    private static String judged(String condition) {
        return "CASE WHEN " + condition + " THEN TRUE ELSE FALSE END";
    }

    /** The last entry of a key. Parameters: the key. */
    String lastOfKey() {
        return lastOfKey;
    }

    /**
     * Sequence and recorded time of the last entry of the store; ordinal and revision of the last of a key, and its content hash
     * if it is active. Each column costs: every write asks this. Parameters: the key.
     */
    String headOfKey() {
        return headOfKey;
    }

    /** An ordinal is at least its revision, so the first bound lets the index skip what the second would only filter. */
    Query history(Key key, long afterRevision, int limit) {
        return new Query()
                .add("SELECT " + BODY + END + " FROM entry e" + withEnd)
                .add(" WHERE " + ofKey, key)
                .add(" AND e.ordinal > ? AND e.revision > ?", afterRevision, afterRevision)
                .add(" AND " + IS_ASSERTION + " ORDER BY e.ordinal LIMIT ?", limit);
    }

    /** The inner query walks back from the newest entry; an index of keys that has the times answers it alone. */
    Query asOf(Key key, Instant validAt, Basis basis) {
        Bounds bounds = Bounds.of(basis);
        return new Query()
                .add(
                        "SELECT " + BODY + END + " FROM entry e" + withEnd + END_KNOWN,
                        bounds.sequence(),
                        bounds.recordedAt())
                .add(" WHERE " + lastKnownAndValid, key)
                .add(
                        " AND " + KNOWN_AND_VALID + " ORDER BY l.ordinal DESC LIMIT 1)",
                        bounds.sequence(),
                        bounds.recordedAt(),
                        UtcMicros.toEpochMicros(validAt));
    }

    /**
     * An assertion holds from its valid time up to the earliest valid time of those recorded after it, if that is later, or
     * until it was retired. The inner query walks the key once, without the values.
     */
    Query timeline(Key key, Basis basis, Instant from, int limit) {
        Bounds bounds = Bounds.of(basis);
        return new Query()
                .add("SELECT " + BODY + END + ", t.until FROM (SELECT e.seq, min(e.valid_from)"
                        + " OVER (ORDER BY e.ordinal DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until"
                        + " FROM entry e")
                .add(" WHERE " + ofKey, key)
                .add(" AND " + KNOWN + " AND " + IS_ASSERTION + ") t", bounds.sequence(), bounds.recordedAt())
                .add(" JOIN entry e ON e.seq = t.seq" + withEnd + END_KNOWN, bounds.sequence(), bounds.recordedAt())
                .add(" WHERE (t.until IS NULL OR e.valid_from < t.until)"
                        + " AND (n.seq IS NULL OR n.valid_from > e.valid_from)")
                .add(" AND e.valid_from >= ?", UtcMicros.toEpochMicros(from))
                .add(" ORDER BY e.valid_from LIMIT ?", limit);
    }

    /** The changes after a sequence, in order. Parameters: sequence, limit. */
    String changesSince() {
        return changes + "e.seq > ? ORDER BY e.seq LIMIT ?";
    }

    /** The changes of a request, in order. Parameter: its idempotency key. */
    String changesOfRequest() {
        return changes + "e.request_key = ? ORDER BY e.request_place";
    }
}
