package dev.praxis.store.jdbc;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Direction;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.View;
import java.time.Instant;

/**
 * The queries over many keys. Each walks the keys by their first entries ({@code k}), which have small indexes of their own,
 * and goes from each to the entry that the view shows ({@code e}). For what is active now that is the newest one, and the cost
 * does not depend on how long the history of a key is. A view of the past walks back from the newest, so it costs time in
 * proportion to the entries of a key that came after the basis. Immutable and thread-safe.
 */
final class Catalogue {

    private static final String FROM_KEYS = " FROM entry k JOIN entry e ON e.seq = (SELECT l.seq FROM entry l WHERE ";
    private static final String LAST = " ORDER BY l.ordinal DESC LIMIT 1)";

    private final String lastOfKey;
    private final String withEnd;

    Catalogue(Dialect dialect) {
        lastOfKey = FROM_KEYS + dialect.sameKey("l", "k");
        withEnd = EntryTable.joinEnd(dialect) + EntryTable.END_KNOWN;
    }

    /** A page of facts and one more, which tells whether there is another page. */
    Query facts(FactQuery query) {
        Query sql = entriesOf(query.view(), KeyColumns.FACT);
        addStart(sql, query);
        String subjectsEnd = PrefixRange.end(query.subjectPrefix());
        if (subjectsEnd != null) {
            sql.add(" AND k.subject < ?", subjectsEnd);
        }
        String predicate = query.predicate();
        if (predicate != null) {
            sql.add(" AND k.predicate = ?", predicate);
        }
        String factType = query.factType();
        if (factType != null) {
            sql.add(" AND k.object = ?", factType);
        }
        return sql.add(" ORDER BY k.subject, k.predicate, k.object LIMIT ?", query.limit() + 1);
    }

    /** A page of edges and one more. */
    Query edges(EdgeQuery query) {
        boolean outgoing = query.direction() == Direction.OUTGOING;
        String node = outgoing ? "k.subject" : "k.object";
        String neighbour = outgoing ? "k.object" : "k.subject";
        Query sql = entriesOf(query.view(), KeyColumns.EDGE).add(" AND " + node + " = ?", query.node());
        String relation = query.relation();
        EdgeKey after = query.after();
        if (after == null || (relation != null && Utf8Text.compare(after.relation(), relation) < 0)) {
            if (relation != null) {
                sql.add(" AND k.predicate = ?", relation);
            }
        } else {
            // One comparison of both columns: it fits the index of this direction alone, and both databases seek by it.
            sql.add(
                    " AND (k.predicate, " + neighbour + ") > (?, ?)",
                    after.relation(),
                    outgoing ? after.target() : after.subject());
            if (relation != null) {
                sql.add(" AND k.predicate <= ?", relation);
            }
        }
        return sql.add(" ORDER BY k.predicate, " + neighbour + " LIMIT ?", query.limit() + 1);
    }

    /** What a view shows of each key of a type: body, key and, for a valid time, end. */
    private Query entriesOf(View view, String keyType) {
        Query sql = new Query();
        Instant validAt = view.validAt();
        Bounds bounds = Bounds.of(view.basis());
        if (view.equals(View.ACTIVE)) {
            sql.add("SELECT " + EntryTable.BODY + EntryTable.KEY + lastOfKey + LAST);
        } else if (validAt == null) {
            sql.add("SELECT " + EntryTable.BODY + EntryTable.KEY + lastOfKey);
            addKnown(sql, bounds).add(LAST);
        } else {
            sql.add("SELECT " + EntryTable.BODY + EntryTable.KEY + EntryTable.END + lastOfKey);
            addKnown(sql, bounds)
                    .add(" AND l.kind = '" + EntryTable.ASSERTION + "' AND l.valid_from <= ?", micros(validAt))
                    .add(LAST)
                    .add(withEnd, bounds.sequence(), bounds.recordedAt());
        }
        sql.add(" WHERE k.ordinal = 1 AND k.key_type = '" + keyType + "' AND e.kind = '" + EntryTable.ASSERTION + "'");
        if (validAt != null) {
            sql.add(" AND (n.seq IS NULL OR n.valid_from > ?)", micros(validAt));
        }
        return sql;
    }

    private static Query addKnown(Query sql, Bounds bounds) {
        return sql.add(" AND l.seq <= ? AND l.recorded_at <= ?", bounds.sequence(), bounds.recordedAt());
    }

    /** The later of both starts. No part of a key is empty, so every key of a subject is behind (subject, "", ""). */
    private static void addStart(Query sql, FactQuery query) {
        String behind = " AND (k.subject, k.predicate, k.object) > (?, ?, ?)";
        FactKey after = query.after();
        if (after != null && Utf8Text.compare(after.subject(), query.subjectPrefix()) >= 0) {
            sql.add(behind, after.subject(), after.predicate(), after.factType());
        } else {
            sql.add(behind, query.subjectPrefix(), "", "");
        }
    }

    private static long micros(Instant instant) {
        return UtcMicros.toEpochMicros(instant);
    }
}
