package dev.praxis.benchmarks;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.FactKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The limits, each on a connection of its own, prepared once: the statement by which the store puts, and the least that a
 * compare-and-set can be without a history. No JSON, no hash, no object for the result.
 */
final class PostgresStatements implements AutoCloseable {

    private static final int PARAMETERS = 16;

    private final Connection connection;
    private final PreparedStatement put;
    private final PreparedStatement update;
    private final FactKey key;
    private final String value;
    private final String hash = Sha256.of(new byte[0]).hex();

    PostgresStatements(PostgresServer server, FactKey key) throws SQLException {
        connection = server.connect();
        this.key = key;
        value = Facts.reading(key, 1).value().toString();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS version_of_key (key text PRIMARY KEY, version bigint, value text)");
            statement.execute("INSERT INTO version_of_key VALUES ('" + key + "', 0, '{}') ON CONFLICT DO NOTHING");
        }
        put = connection.prepareStatement("SELECT * FROM entry_put(" + "?, ".repeat(PARAMETERS - 1) + "?)");
        update = connection.prepareStatement(
                "UPDATE version_of_key SET version = version + 1, value = ? WHERE key = ? AND version = ?");
    }

    /** The store's own statement. */
    long put(long expectedRevision) throws SQLException {
        put.setString(1, "10000");
        put.setLong(2, System.currentTimeMillis() * 1000);
        String[] texts = {
            "fact",
            key.subject(),
            key.predicate(),
            key.factType(),
            UUID.randomUUID().toString(),
            value
        };
        for (int i = 0; i < texts.length; i++) {
            setArray(3 + i, "text", texts[i]);
        }
        setArray(9, "bigint", expectedRevision);
        setArray(10, "text", "observer");
        setArray(11, "text", "read from the host");
        setArray(12, "text", hash);
        setArray(13, "text", expectedRevision == 0 ? "absent" : "version");
        setArray(14, "bigint", expectedRevision);
        setArray(15, "text", hash);
        setArray(16, "text", null);
        try (ResultSet row = put.executeQuery()) {
            if (!row.next() || !row.getString("outcome").equals("written")) {
                throw new IllegalStateException("another version");
            }
            return row.getLong("revision");
        }
    }

    /** One row changed in place. */
    long update(long expectedVersion) throws SQLException {
        update.setString(1, value);
        update.setString(2, key.toString());
        update.setLong(3, expectedVersion);
        if (update.executeUpdate() != 1) {
            throw new IllegalStateException("another version");
        }
        return expectedVersion + 1;
    }

    private void setArray(int parameter, String type, @Nullable Object element) throws SQLException {
        put.setArray(parameter, connection.createArrayOf(type, new Object[] {element}));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
