package dev.praxis.store.jdbc;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Expected;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where a key stands: its last ordinal and revision (0 when it has none), and the version that is active. What the active fact
 * says is not read: most writes do not need it, and the write lock is held.
 */
record KeyHead(long ordinal, long revision, @Nullable FactVersion active) {

    private static final KeyHead NEW = new KeyHead(0, 0, null);

    static KeyHead read(Session session, EntryTable table, Key key) throws SQLException {
        PreparedStatement statement = session.prepare(table.headOfKey());
        KeyColumns.of(key).bind(statement, 1);
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return NEW;
            }
            long revision = row.getLong(3);
            boolean isActive = row.getString(1).equals(EntryTable.ASSERTION);
            return new KeyHead(
                    row.getLong(2),
                    revision,
                    isActive ? new FactVersion(revision, new Sha256(row.getString(4))) : null);
        }
    }

    boolean meets(Expected expected) {
        if (expected instanceof Expected.Absent) {
            return active == null;
        }
        if (expected instanceof Expected.Version version) {
            return version.version().equals(active);
        }
        return active != null && active.contentHash().equals(((Expected.Content) expected).contentHash());
    }
}
