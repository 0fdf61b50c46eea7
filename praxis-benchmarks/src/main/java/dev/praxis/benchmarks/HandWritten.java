package dev.praxis.benchmarks;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.FactKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The limit of a write: the statements that the store runs, on a schema that the store made, with the same durability, and nothing
 * else. No JSON, no hash, no check, no lock, no object for the result; the values are the same each time.
 */
final class HandWritten implements AutoCloseable {

    private static final String OF_KEY =
            " FROM entry e WHERE e.key_type = 'fact' AND e.subject = ? AND e.predicate = ? AND e.object = ?"
                    + " ORDER BY e.ordinal DESC LIMIT 1";
    private static final String HEAD_OF_KEY =
            "SELECT s.seq, s.recorded_at, k.ordinal, k.revision, k.active_hash FROM (SELECT seq, recorded_at"
                    + " FROM entry ORDER BY seq DESC LIMIT 1) s LEFT JOIN (SELECT e.ordinal, e.revision,"
                    + " CASE WHEN e.kind = 'assertion' THEN e.content_hash END AS active_hash" + OF_KEY + ") k ON true";
    private static final String INSERT = "INSERT INTO entry (key_type, subject, predicate, object, seq, id, kind,"
            + " ordinal, revision, value, valid_from, actor, reason, content_hash, recorded_at)"
            + " VALUES ('fact', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int BUSY_MILLIS = 60_000;

    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement headOfKey;
    private final PreparedStatement insert;
    private final FactKey key;
    private final String value;
    private final String contentHash;

    HandWritten(StoreFile file, FactKey key) throws SQLException {
        connection = config().createConnection(file.jdbcUrl());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = 2");
        }
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        headOfKey = connection.prepareStatement(HEAD_OF_KEY);
        insert = connection.prepareStatement(INSERT);
        this.key = key;
        value = Facts.reading(key, 1).value().toString();
        contentHash = Sha256.of(new byte[0]).hex();
    }

    /** What a careful hand sets, as the store does; waits as SQLite does by itself. */
    static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        config.setGetGeneratedKeys(false);
        return config;
    }

    /** One compare-and-set: reads the last entry, compares its version, adds the next, commits. */
    long compareAndSet(String id, long expectedRevision, long recordedAt) throws SQLException {
        begin.execute();
        long ordinal = 0;
        long sequence = 1;
        long recorded = recordedAt;
        bindKey(headOfKey);
        try (ResultSet row = headOfKey.executeQuery()) {
            if (row.next()) {
                sequence = row.getLong(1) + 1;
                recorded = Math.max(recorded, row.getLong(2));
                ordinal = row.getLong(3);
                if (ordinal > 0 && (row.getLong(4) != expectedRevision || !contentHash.equals(row.getString(5)))) {
                    throw new IllegalStateException("another version");
                }
            }
        }
        insert(id, sequence, ordinal + 1, expectedRevision + 1, recorded);
        commit.execute();
        return expectedRevision + 1;
    }

    private void insert(String id, long sequence, long ordinal, long revision, long recordedAt) throws SQLException {
        bindKey(insert);
        insert.setLong(4, sequence);
        insert.setString(5, id);
        insert.setString(6, "assertion");
        insert.setLong(7, ordinal);
        insert.setLong(8, revision);
        insert.setString(9, value);
        insert.setLong(10, revision);
        insert.setString(11, "observer");
        insert.setString(12, "read from the host");
        insert.setString(13, contentHash);
        insert.setLong(14, recordedAt);
        insert.executeUpdate();
    }

    private void bindKey(PreparedStatement statement) throws SQLException {
        statement.setString(1, key.subject());
        statement.setString(2, key.predicate());
        statement.setString(3, key.factType());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
