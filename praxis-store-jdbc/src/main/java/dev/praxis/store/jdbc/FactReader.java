package dev.praxis.store.jdbc;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.Period;
import dev.praxis.api.store.View;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The queries about facts. Each is one statement and so sees one committed state. Immutable and thread-safe. */
final class FactReader {

    private final EntryTable table;
    private final Catalogue catalogue;

    FactReader(EntryTable table, Catalogue catalogue) {
        this.table = table;
        this.catalogue = catalogue;
    }

    Optional<Fact> active(Session session, Key key) throws SQLException {
        PreparedStatement statement = session.prepare(table.lastOfKey());
        KeyColumns.of(key).bind(statement, 1);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() && EntryRow.isAssertion(row)
                    ? Optional.of(EntryRow.activeFact(row, key))
                    : Optional.empty();
        }
    }

    List<Fact> history(Session session, Key key, long afterRevision, int limit) throws SQLException {
        return all(session, table.history(key, afterRevision, limit), row -> EntryRow.endedFact(row, key));
    }

    Optional<Fact> asOf(Session session, Key key, Instant validAt, Basis basis) throws SQLException {
        return all(session, table.asOf(key, validAt, basis), row -> EntryRow.endedFact(row, key)).stream()
                .filter(fact -> fact.ended()
                        .map(end -> end.invalidAt().isAfter(validAt))
                        .orElse(true))
                .findFirst();
    }

    List<Period> timeline(Session session, Key key, Basis basis, Instant from, int limit) throws SQLException {
        return all(session, table.timeline(key, basis, from, limit), row -> EntryRow.period(row, key));
    }

    Page<FactKey> list(Session session, FactQuery query) throws SQLException {
        return page(all(session, catalogue.facts(query), of(query.view())), query.limit(), FactKey.class);
    }

    Page<EdgeKey> neighbours(Session session, EdgeQuery query) throws SQLException {
        return page(all(session, catalogue.edges(query), of(query.view())), query.limit(), EdgeKey.class);
    }

    private static RowReader<Fact> of(View view) {
        return view.validAt() == null ? EntryRow::listedFact : EntryRow::listedEndedFact;
    }

    private static <K extends Key> Page<K> page(List<Fact> andOneMore, int limit, Class<K> type) {
        if (andOneMore.size() <= limit) {
            return new Page<>(andOneMore, null);
        }
        List<Fact> page = andOneMore.subList(0, limit);
        return new Page<>(page, type.cast(page.get(limit - 1).key()));
    }

    private static <T> List<T> all(Session session, Query query, RowReader<T> reader) throws SQLException {
        List<T> all = new ArrayList<>();
        try (ResultSet rows = query.prepare(session).executeQuery()) {
            while (rows.next()) {
                all.add(reader.read(rows));
            }
        }
        return List.copyOf(all);
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
