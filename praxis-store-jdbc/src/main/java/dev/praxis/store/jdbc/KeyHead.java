package dev.praxis.store.jdbc;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.KeyEnd;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a key stands: its last ordinal and revision (0 when it has none), and its active fact. */
record KeyHead(long ordinal, long revision, @Nullable Fact active) {

    private static final KeyHead NEW = new KeyHead(0, 0, null);

    static KeyHead read(Session session, EntryTable table, Key key) throws SQLException {
        PreparedStatement statement = session.prepare(table.lastOfKey());
        KeyColumns.of(key).bind(statement, 1);
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return NEW;
            }
            Fact active = EntryRow.isAssertion(row) ? EntryRow.activeFact(row, key) : null;
            return new KeyHead(EntryRow.ordinal(row), EntryRow.revision(row), active);
        }
    }

    /** The same without what only tables have. */
    KeyEnd end() {
        return new KeyEnd(revision, active == null ? null : active.version());
    }

    Optional<Fact> activeFact() {
        return Optional.ofNullable(active);
    }
}
