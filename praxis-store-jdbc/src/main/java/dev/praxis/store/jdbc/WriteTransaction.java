package dev.praxis.store.jdbc;

import dev.praxis.api.PraxisException;
import java.sql.SQLException;
import java.util.Objects;

/** Runs work between begin and commit, and decides what a failure means. Immutable and thread-safe. */
public final class WriteTransaction {

    private final Dialect dialect;
    private final FailureTranslator failures;

    /**
     * Creates a runner.
     *
     * @param dialect begins, commits and rolls back
     * @param failures makes the exceptions
     */
    public WriteTransaction(Dialect dialect, FailureTranslator failures) {
        this.dialect = Objects.requireNonNull(dialect, "dialect");
        this.failures = Objects.requireNonNull(failures, "failures");
    }

    /**
     * Runs work in a transaction of its own. When this throws, the transaction is over, or the session is
     * {@linkplain Session#abandon abandoned}.
     *
     * @param session the session
     * @param work the work
     * @param <T> what it gives
     * @return what it gave; committed
     * @throws dev.praxis.api.store.StoreBusyException if the lock was not to be had
     * @throws dev.praxis.api.store.StoreUnavailableException if the database failed; nothing was written
     * @throws dev.praxis.api.store.StoreCorruptException if the database is damaged
     * @throws dev.praxis.api.InvalidArgumentException if the database refused a row
     * @throws dev.praxis.api.store.UnknownOutcomeException if commit failed and may have happened
     */
    public <T> T run(Session session, SqlWork<T> work) {
        T result = begin(session, work);
        try {
            commit(session);
        } catch (SQLException e) {
            throw failures.translateCommit(e);
        }
        return result;
    }

    /**
     * Runs work that is one statement, outside a transaction, so that the database commits it by itself.
     *
     * @param session the session
     * @param statement the work
     * @param <T> what it gives
     * @return what it gave; committed
     * @throws dev.praxis.api.store.StoreException as {@link #run}
     * @throws dev.praxis.api.InvalidArgumentException as {@link #run}
     */
    public <T> T runStatement(Session session, SqlWork<T> statement) {
        try {
            return statement.run(session);
        } catch (SQLException e) {
            session.discardStatements();
            throw failures.translateCommit(e);
        }
    }

    /**
     * The same for several works in one transaction.
     *
     * @return a runner of groups
     */
    public GroupTransaction forGroups() {
        return new GroupTransaction(dialect, failures, this);
    }

    /** Begins a transaction and runs work in it; when this throws, the transaction is over. */
    <T> T begin(Session session, SqlWork<T> work) {
        try {
            dialect.beginWrite(session);
        } catch (SQLException e) {
            session.discardStatements();
            PraxisException failure = failures.translate(e);
            if (dialect.classify(e) != FailureKind.BUSY) {
                rollBack(session, failure);
            }
            throw failure;
        } catch (RuntimeException | Error e) {
            // The database may have begun before that.
            rollBack(session, e);
            throw e;
        }
        try {
            return work.run(session);
        } catch (SQLException e) {
            session.discardStatements();
            PraxisException failure = failures.translate(e);
            rollBack(session, failure);
            throw failure;
        } catch (RuntimeException | Error e) {
            rollBack(session, e);
            throw e;
        }
    }

    /** Commits; when this throws, the transaction is over. */
    void commit(Session session) throws SQLException {
        try {
            dialect.commit(session);
        } catch (SQLException e) {
            session.discardStatements();
            rollBack(session, e);
            throw e;
        } catch (RuntimeException | Error e) {
            rollBack(session, e);
            throw e;
        }
    }

    /**
     * Ends the transaction, if there is one. A session that cannot do even that is abandoned, and only such a one: with it goes
     * what a store in memory holds.
     */
    void rollBack(Session session, Throwable because) {
        try {
            dialect.rollback(session);
        } catch (SQLException | RuntimeException | Error e) {
            session.abandon();
            // The same stack may have been too deep twice, and the machine keeps some errors in stock.
            if (e != because) {
                because.addSuppressed(e);
            }
        }
    }
}
