package dev.praxis.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection and its prepared statements, which stay open: preparing costs several times what running costs. Used by
 * one thread at a time.
 */
public final class Session implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private boolean usable = true;

    /**
     * Takes over a connection.
     *
     * @param connection an open connection; closed with this session
     */
    public Session(Connection connection) {
        this.connection = connection;
    }

    /**
     * The connection.
     *
     * @return the connection; the caller does not close it
     */
    public Connection connection() {
        return connection;
    }

    /**
     * A prepared statement, made on first use. It belongs to the session: close its results, not the statement. The number
     * of different texts must be small.
     *
     * @param sql its text
     * @return the statement, with whatever parameters it had last
     * @throws SQLException if it cannot be prepared
     */
    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement prepared = connection.prepareStatement(sql);
        statements.put(sql, prepared);
        return prepared;
    }

    /**
     * Runs a statement without parameters and results.
     *
     * @param sql its text
     * @throws SQLException if it failed
     */
    public void execute(String sql) throws SQLException {
        prepare(sql).execute();
    }

    /**
     * Closes the prepared statements, to be made anew when they are needed. Called after a failure: some drivers leave a
     * statement that failed unusable (sqlite-jdbc finalizes it when the disk is full), and do not say so. Throws nothing of
     * what closing them throws: this is {@linkplain #abandon abandoned} instead.
     */
    public void discardStatements() {
        List<PreparedStatement> discarded = List.copyOf(statements.values());
        statements.clear();
        for (PreparedStatement statement : discarded) {
            try {
                statement.close();
            } catch (SQLException | RuntimeException | Error e) {
                // What does not close may hold the connection in any state: better a new one.
                abandon();
            }
        }
    }

    /** Marks this as not to be used again, because nobody knows in what state it is. */
    public void abandon() {
        usable = false;
    }

    /**
     * Whether this may be used again.
     *
     * @return false after {@link #abandon}
     */
    public boolean isUsable() {
        return usable;
    }

    /**
     * Closes the statements and the connection. A transaction that is open is rolled back by the database.
     *
     * @throws SQLException if that failed
     */
    @Override
    public void close() throws SQLException {
        discardStatements();
        abandon();
        connection.close();
    }
}
