package dev.praxis.benchmarks;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.FactKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The limit: the statements that the store runs, on a schema that the store made, with the same durability, and nothing
 * else. No JSON, no hash, no check, no lock, no object for the result; the values are the same each time.
 */
final class HandWritten implements AutoCloseable {

    private static final String LAST_OF_KEY =
            "SELECT e.seq, e.id, e.kind, e.subject, e.predicate, e.fact_type, e.ordinal, e.revision, e.value,"
                    + " e.valid_from, e.actor, e.reason, e.content_hash, e.recorded_at FROM entry e"
                    + " WHERE e.subject = ? AND e.predicate = ? AND e.fact_type = ? ORDER BY e.ordinal DESC LIMIT 1";
    private static final String LAST_OF_STORE = "SELECT seq, recorded_at FROM entry ORDER BY seq DESC LIMIT 1";
    private static final String INSERT = "INSERT INTO entry (seq, id, kind, subject, predicate, fact_type, ordinal,"
            + " revision, value, valid_from, actor, reason, content_hash, recorded_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int COLUMNS = 14;

    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement lastOfKey;
    private final PreparedStatement lastOfStore;
    private final PreparedStatement insert;
    private final FactKey key;
    private final String value;
    private final String contentHash;

    HandWritten(StoreFile file, FactKey key) throws SQLException {
        connection = DriverManager.getConnection(file.jdbcUrl());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = 2");
        }
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        lastOfKey = connection.prepareStatement(LAST_OF_KEY);
        lastOfStore = connection.prepareStatement(LAST_OF_STORE);
        insert = connection.prepareStatement(INSERT);
        this.key = key;
        value = Facts.reading(key, 1).value().toString();
        contentHash = Sha256.of(new byte[0]).hex();
    }

    /** One compare-and-set: reads the last entry, compares its version, adds the next, commits. */
    long compareAndSet(String id, long expectedRevision, long recordedAt) throws SQLException {
        begin.execute();
        long ordinal = 0;
        bindKey(lastOfKey, 1);
        try (ResultSet row = lastOfKey.executeQuery()) {
            if (row.next()) {
                ordinal = row.getLong(7);
                if (row.getLong(8) != expectedRevision || !row.getString(13).equals(contentHash)) {
                    throw new IllegalStateException("another version");
                }
            }
        }
        long sequence = 1;
        long recorded = recordedAt;
        try (ResultSet row = lastOfStore.executeQuery()) {
            if (row.next()) {
                sequence = row.getLong(1) + 1;
                recorded = Math.max(recorded, row.getLong(2));
            }
        }
        insert(id, sequence, ordinal + 1, expectedRevision + 1, recorded);
        commit.execute();
        return expectedRevision + 1;
    }

    private void insert(String id, long sequence, long ordinal, long revision, long recordedAt) throws SQLException {
        insert.setLong(1, sequence);
        insert.setString(2, id);
        insert.setString(3, "assertion");
        bindKey(insert, 4);
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

    /** Fetches every column of the last entry; gives the sum of the lengths, so that none is optimized away. */
    int readActive() throws SQLException {
        bindKey(lastOfKey, 1);
        try (ResultSet row = lastOfKey.executeQuery()) {
            int sum = 0;
            if (row.next()) {
                for (int column = 1; column <= COLUMNS; column++) {
                    sum += switch (column) {
                        case 1, 7, 8, 10, 14 -> (int) row.getLong(column);
                        default -> row.getString(column).length();
                    };
                }
            }
            return sum;
        }
    }

    private void bindKey(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, key.subject());
        statement.setString(first + 1, key.predicate());
        statement.setString(first + 2, key.factType());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
