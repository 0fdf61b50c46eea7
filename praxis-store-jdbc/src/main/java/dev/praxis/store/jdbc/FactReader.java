package dev.praxis.store.jdbc;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The queries of a store. Each is one statement and so sees one committed state. */
final class FactReader {

    private final EntryTable table;

    FactReader(EntryTable table) {
        this.table = table;
    }

    Optional<Fact> active(Session session, FactKey key) throws SQLException {
        return KeyHead.read(session, table, key).activeFact();
    }

    List<Fact> history(Session session, FactKey key, long afterRevision, int limit) throws SQLException {
        PreparedStatement statement = session.prepare(table.history());
        EntryRow.bindKey(statement, 1, key);
        statement.setLong(4, afterRevision);
        statement.setLong(5, afterRevision);
        statement.setInt(6, limit);
        List<Fact> facts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                facts.add(EntryRow.endedFact(rows));
            }
        }
        return List.copyOf(facts);
    }

    Optional<Fact> asOf(Session session, FactKey key, Instant validAt, Basis basis) throws SQLException {
        long sequence = basis instanceof Basis.AtSequence at ? at.sequence() : Long.MAX_VALUE;
        long recordedAt =
                basis instanceof Basis.RecordedAt at ? UtcMicros.toEpochMicros(at.recordedAt()) : Long.MAX_VALUE;
        Instant valid = UtcMicros.truncate(validAt);
        PreparedStatement statement = session.prepare(table.asOf());
        statement.setLong(1, sequence);
        statement.setLong(2, recordedAt);
        EntryRow.bindKey(statement, 3, key);
        statement.setLong(6, sequence);
        statement.setLong(7, recordedAt);
        statement.setLong(8, UtcMicros.toEpochMicros(valid));
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(EntryRow.endedFact(rows)).filter(fact -> isTrueAt(fact, valid))
                    : Optional.empty();
        }
    }

    Page list(Session session, FactQuery query) throws SQLException {
        List<Fact> facts = new ArrayList<>();
        try (ResultSet rows = bindList(session, query).executeQuery()) {
            while (rows.next()) {
                facts.add(EntryRow.activeFact(rows));
            }
        }
        if (facts.size() <= query.limit()) {
            return new Page(facts, null);
        }
        List<Fact> page = facts.subList(0, query.limit());
        return new Page(page, page.get(page.size() - 1).key());
    }

    private PreparedStatement bindList(Session session, FactQuery query) throws SQLException {
        String predicate = query.predicate();
        String factType = query.factType();
        String subjectsEnd = PrefixRange.end(query.subjectPrefix());
        PreparedStatement statement =
                session.prepare(table.list(subjectsEnd != null, predicate != null, factType != null));
        int next = bindStart(statement, query);
        if (subjectsEnd != null) {
            statement.setString(next++, subjectsEnd);
        }
        if (predicate != null) {
            statement.setString(next++, predicate);
        }
        if (factType != null) {
            statement.setString(next++, factType);
        }
        // One more than asked for tells whether there is another page.
        statement.setInt(next, query.limit() + 1);
        return statement;
    }

    /** Binds the later of both starts. No part of a key is empty, so every key of a subject is behind (subject, "", ""). */
    private static int bindStart(PreparedStatement statement, FactQuery query) throws SQLException {
        FactKey after = query.after();
        if (after != null && Utf8Text.compare(after.subject(), query.subjectPrefix()) >= 0) {
            EntryRow.bindKey(statement, 1, after);
        } else {
            statement.setString(1, query.subjectPrefix());
            statement.setString(2, "");
            statement.setString(3, "");
        }
        return 4;
    }

    private static boolean isTrueAt(Fact fact, Instant valid) {
        return fact.ended().map(end -> end.invalidAt().isAfter(valid)).orElse(true);
    }
}
