package dev.praxis.store.jdbc;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.StoreCorruptException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The queries about the record as a whole. Immutable and thread-safe. */
final class ChangeReader {

    private final EntryTable table;
    private final FactReader facts;

    ChangeReader(EntryTable table, FactReader facts) {
        this.table = table;
        this.facts = facts;
    }

    /**
     * Sequences are allocated and committed under one lock, in one order, so what is there is all there will ever be below
     * the last.
     */
    List<Change> changesSince(Session session, long sequence, int limit) throws SQLException {
        PreparedStatement statement = session.prepare(table.changesSince());
        statement.setLong(1, sequence);
        statement.setInt(2, limit);
        return changes(statement);
    }

    long lastSequence(Session session) throws SQLException {
        try (ResultSet last = session.prepare(EntryTable.LAST_OF_STORE).executeQuery()) {
            return last.next() ? last.getLong(1) : 0;
        }
    }

    /** What the batch with a key returned when it was written. The write lock is held: nobody is about to write it. */
    Optional<List<Fact>> outcome(Session session, IdempotencyKey key) throws SQLException {
        PreparedStatement statement = session.prepare(table.changesOfRequest());
        statement.setString(1, key.value());
        List<Fact> outcome = new ArrayList<>();
        for (Change change : changes(statement)) {
            outcome.add(
                    change instanceof Change.Asserted asserted
                            ? asserted.fact()
                            : retired(session, (Change.Retired) change));
        }
        return outcome.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(outcome));
    }

    private Fact retired(Session session, Change.Retired change) throws SQLException {
        return facts.history(session, change.key(), change.version().revision() - 1, 1).stream()
                .findFirst()
                .orElseThrow(() -> new StoreCorruptException(
                        "entry " + change.sequence() + " of the store ends a fact that is not there;"
                                + " restore the store from a backup",
                        null));
    }

    private static List<Change> changes(PreparedStatement statement) throws SQLException {
        List<Change> changes = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                changes.add(EntryRow.change(rows));
            }
        }
        return List.copyOf(changes);
    }
}
