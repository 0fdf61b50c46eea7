package dev.praxis.store.postgres;

import dev.praxis.store.jdbc.Dialect;
import dev.praxis.store.jdbc.FailureKind;
import dev.praxis.store.jdbc.Session;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: one writer at a time for the whole store, chosen by an advisory lock.
 *
 * <p>A sequence is the last one plus one, so all writers stand in one line whatever else is done; the lock makes that line
 * visible, fair (PostgreSQL serves it in the order of arrival) and free of errors. It is taken before anything is read: at
 * READ COMMITTED each later statement then sees all that earlier holders committed, and nobody can commit in between. A row
 * lock would not do: a waiter whose row was superseded gets no row at all. The lock is given back by the end of the
 * transaction, so the order of commits is the order of sequences, and whoever reads up to a sequence has missed nothing
 * below it.
 *
 * @param lockWait how long {@link #beginWrite} waits for its turn
 */
record PostgresDialect(Duration lockWait) implements Dialect {

    /**
     * Beyond the wait for the lock: what one statement may take, and how long a writer may say nothing. A client that froze or
     * was cut off holds up the others no longer than this.
     */
    static final Duration STATEMENT_ALLOWANCE = Duration.ofSeconds(30);

    /** What every writer locks. Of the schema, since two stores in two schemas of a database do not concern each other. */
    static final String LOCK = "pg_advisory_xact_lock(hashtextextended('dev.praxis.store ' || current_schema(), 0))";

    /**
     * Every query of a store goes by indexes from row to row and stops when it has enough. A plan that was made, and kept, while the table was small reads
     * all of it instead, and goes on doing so while the table grows, until the server analyzes it again.
     *
     * <p>A search by vectors has to sort all the same; that the planner counts it as very dear must not make the server compile it,
     * which takes several times as long as running it.
     */
    static final String SEEK = "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off;"
            + " SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off";

    /**
     * One round trip. Local settings end with the transaction, so that a connection goes back to its pool as it came, and
     * work behind a pooler that gives each transaction another connection.
     */
    private static final String BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
            + " SELECT set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true),"
            + " set_config('idle_in_transaction_session_timeout', ?, true), set_config('enable_seqscan', 'off', true);"
            + " SELECT " + LOCK;

    private static final String RELATION = "SELECT 1 FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = current_schema() AND c.relname = ?";

    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";
    private static final String DISK_FULL = "53100";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";
    private static final String RAISE_EXCEPTION = "P0001";
    private static final String DATA_EXCEPTION = "22";
    private static final String INTEGRITY_VIOLATION = "23";
    private static final String INVALID_TRANSACTION_STATE = "25";
    private static final String SYNTAX_OR_ACCESS = "42";
    private static final String LIMIT_EXCEEDED = "54";
    private static final int CLASS_LENGTH = 2;

    /** States, and classes of states, of an error that ends a statement and leaves the server as it was. */
    private static final Set<String> ROLLED_BACK = Set.of(
            SERIALIZATION_FAILURE,
            DEADLOCK_DETECTED,
            LOCK_NOT_AVAILABLE,
            QUERY_CANCELED,
            RAISE_EXCEPTION,
            DATA_EXCEPTION,
            INTEGRITY_VIOLATION,
            INVALID_TRANSACTION_STATE,
            SYNTAX_OR_ACCESS,
            LIMIT_EXCEEDED);

    /** A page or an index is damaged, or a table of the store is gone. */
    private static final Set<String> DAMAGED = Set.of("XX001", "XX002", "42P01");

    PostgresDialect withLockWait(Duration wait) {
        return new PostgresDialect(wait);
    }

    @Override
    public void beginWrite(Session session) throws SQLException {
        try {
            PreparedStatement begin = session.prepare(BEGIN);
            begin.setString(1, millis(lockWait));
            begin.setString(2, millis(lockWait.plus(STATEMENT_ALLOWANCE)));
            begin.setString(3, millis(STATEMENT_ALLOWANCE));
            begin.execute();
        } catch (SQLException e) {
            try {
                rollback(session);
            } catch (SQLException rollback) {
                session.abandon();
                e.addSuppressed(rollback);
            }
            throw e;
        }
    }

    /** As PostgreSQL writes it; 0 would mean for ever. */
    static String millis(Duration duration) {
        return Long.toString(Math.max(1, duration.toMillis()));
    }

    @Override
    public void commit(Session session) throws SQLException {
        session.execute("COMMIT");
    }

    @Override
    public void rollback(Session session) throws SQLException {
        // Outside of a transaction this is a warning, not an error.
        session.execute("ROLLBACK");
    }

    /** Whether there is a relation of this name, also one that is not a table: a table could not be made in its place. */
    @Override
    public boolean tableExists(Session session, String name) throws SQLException {
        PreparedStatement statement = session.prepare(RELATION);
        statement.setString(1, name);
        try (ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    @Override
    public int newestSchema() {
        return PostgresSchema.MIGRATIONS.size();
    }

    @Override
    public List<String> schemaFaults(Session session) throws SQLException {
        return new SchemaComparison().faults(session);
    }

    @Override
    public FailureKind classify(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            // A pool that has no connection to give throws this, with the failure of the server, if it failed, as
            // cause.
            return failure instanceof SQLTransientConnectionException && failure.getCause() == null
                    ? FailureKind.BUSY
                    : FailureKind.UNAVAILABLE;
        }
        if (state.equals(LOCK_NOT_AVAILABLE) || state.equals(QUERY_CANCELED) || hasLostARace(failure)) {
            return FailureKind.BUSY;
        }
        if (state.equals(RAISE_EXCEPTION)
                || state.startsWith(DATA_EXCEPTION)
                || state.startsWith(INTEGRITY_VIOLATION)
                || state.startsWith(LIMIT_EXCEEDED)) {
            return FailureKind.REFUSED;
        }
        if (state.equals(DISK_FULL)) {
            return FailureKind.FULL;
        }
        return DAMAGED.contains(state) ? FailureKind.CORRUPT : FailureKind.UNAVAILABLE;
    }

    /**
     * Only what the server says of a transaction that it has already rolled back. A connection that ends says nothing, and
     * what a server says that is about to end, or short of something, may come after the commit.
     */
    @Override
    public boolean isCertainlyRolledBack(SQLException commitFailure) {
        String state = commitFailure.getSQLState();
        return state != null && (ROLLED_BACK.contains(state) || ROLLED_BACK.contains(state.substring(0, CLASS_LENGTH)));
    }

    /**
     * An index entry of PostgreSQL has room for 2704 bytes and a key may have 3072, so keys are found by their SHA-256; see
     * {@link PostgresSchema}.
     */
    @Override
    public String keyIs(String alias) {
        return alias + ".key_digest = entry_key_digest(?, ?, ?, ?)";
    }

    /** By the index that was just read: that of the sequences would be one more page. */
    @Override
    public String rowOf(String alias) {
        return alias + ".key_digest, " + alias + ".ordinal";
    }

    @Override
    public String sameKey(String alias, String other) {
        return alias + ".key_digest = " + other + ".key_digest";
    }

    /** Whether the server rolled a transaction back for the sake of another one, so that the same again may succeed. */
    static boolean hasLostARace(@Nullable Throwable failure) {
        return failure instanceof SQLException sql
                && (SERIALIZATION_FAILURE.equals(sql.getSQLState()) || DEADLOCK_DETECTED.equals(sql.getSQLState()));
    }
}
