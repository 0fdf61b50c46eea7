package dev.praxis.store.jdbc;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.KeyEnd;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where the store and a key stand. What the active fact says is not read: most writes do not need it, and the write lock is
 * held.
 *
 * @param sequence the last sequence of the store; 0 when it is empty
 * @param recordedAt the recorded time of that, in microseconds
 * @param ordinal the last ordinal of the key; 0 when it has no entry
 * @param revision the last revision of the key; 0 when it has no entry
 * @param active the version that is active, or null
 */
record KeyHead(
        long sequence,
        long recordedAt,
        long ordinal,
        long revision,
        @Nullable FactVersion active) {

    private static final KeyHead OF_EMPTY_STORE = new KeyHead(0, Long.MIN_VALUE, 0, 0, null);

    static KeyHead read(Session session, EntryTable table, Key key) throws SQLException {
        PreparedStatement statement = session.prepare(table.headOfKey());
        KeyColumns.of(key).bind(statement, 1);
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return OF_EMPTY_STORE;
            }
            long sequence = row.getLong(1);
            long revision = row.getLong(4);
            String activeHash = row.getString(5);
            return new KeyHead(
                    sequence,
                    row.getLong(2),
                    row.getLong(3),
                    revision,
                    activeHash == null ? null : version(sequence, revision, activeHash));
        }
    }

    private static FactVersion version(long sequence, long revision, String contentHash) {
        try {
            return new FactVersion(revision, new Sha256(contentHash));
        } catch (InvalidArgumentException e) {
            throw EntryRow.corrupt("a version that is active at entry " + sequence, e);
        }
    }

    /** The same without what only tables have. */
    KeyEnd end() {
        return new KeyEnd(revision, active);
    }
}
