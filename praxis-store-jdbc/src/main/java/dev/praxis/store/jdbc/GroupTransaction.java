package dev.praxis.store.jdbc;

import dev.praxis.api.PraxisException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the works of several callers in one transaction, so that they pay for one commit. Each comes out as if it had run
 * in a transaction of its own, in the order in which they were given. Immutable and thread-safe.
 */
public final class GroupTransaction {

    private static final String SAVEPOINT = "SAVEPOINT work";
    private static final String RELEASE = "RELEASE SAVEPOINT work";
    private static final String ROLLBACK_TO = "ROLLBACK TO SAVEPOINT work";

    private final Dialect dialect;
    private final FailureTranslator failures;
    private final WriteTransaction transaction;

    GroupTransaction(Dialect dialect, FailureTranslator failures, WriteTransaction transaction) {
        this.dialect = dialect;
        this.failures = failures;
        this.transaction = transaction;
    }

    /**
     * Runs works in one transaction and commits it. The first runs as in {@link WriteTransaction#run}, and ends the group if
     * it fails. Each other runs under a savepoint, unless it leaves nothing behind anyway: if it throws, or the database
     * refuses its row, it is rolled back alone.
     *
     * <p>Every other failure of the database, and an {@link Error}, may have undone more than the one work. Then all of them
     * are rolled back, and it is the caller who runs each again in a transaction of its own.
     *
     * <p>When commit fails, a work that had failed before has another failure too: what it found, such as the fact in a
     * conflict, may be what was not committed.
     *
     * @param session the session; abandoned if the transaction may still be open
     * @param first the first work
     * @param others gives the next work, or null to commit
     * @return true if each work has its outcome; false if all were rolled back and none has
     * @throws RuntimeException what the supplier of the others threw, or the driver on commit; the works have no outcome, and
     *     the transaction is over. The same for an {@link Error}
     */
    public boolean run(Session session, SharedWork<?> first, Supplier<? extends @Nullable SharedWork<?>> others) {
        try {
            transaction.begin(session, first);
        } catch (RuntimeException | Error e) {
            first.fail(e);
            return true;
        }
        List<SharedWork<?>> group = new ArrayList<>();
        group.add(first);
        Throwable undoing;
        try {
            undoing = runOthers(session, group, others);
        } catch (RuntimeException | Error e) {
            transaction.rollBack(session, e);
            throw e;
        }
        if (undoing != null) {
            session.discardStatements();
            transaction.rollBack(session, undoing);
            return false;
        }
        try {
            transaction.commit(session);
        } catch (SQLException e) {
            group.forEach(work -> work.fail(commitFailure(e, work)));
        }
        return true;
    }

    /** Adds each to the group and runs it. Returns what {@link #runInGroup} returns, and then takes no more. */
    private @Nullable Throwable runOthers(
            Session session, List<SharedWork<?>> group, Supplier<? extends @Nullable SharedWork<?>> others) {
        Throwable undoing = null;
        SharedWork<?> next = others.get();
        while (next != null) {
            group.add(next);
            undoing = runInGroup(session, next);
            next = undoing == null ? others.get() : null;
        }
        return undoing;
    }

    /** Returns what makes it unknown how much of the transaction is left; null if the others are as they were. */
    private @Nullable Throwable runInGroup(Session session, SharedWork<?> work) {
        boolean needsSavepoint = !work.leavesNothingBehind();
        try {
            execute(session, SAVEPOINT, needsSavepoint);
            try {
                work.run(session);
            } catch (RuntimeException e) {
                execute(session, ROLLBACK_TO, needsSavepoint);
                work.fail(e);
            } catch (SQLException e) {
                if (dialect.classify(e) != FailureKind.REFUSED) {
                    return e;
                }
                session.discardStatements();
                execute(session, ROLLBACK_TO, needsSavepoint);
                work.fail(failures.translate(e));
            }
            // Fails when the database has rolled back by itself and the work kept that secret.
            execute(session, RELEASE, needsSavepoint);
            return null;
        } catch (SQLException | Error e) {
            return e;
        }
    }

    private static void execute(Session session, String statement, boolean isNeeded) throws SQLException {
        if (isNeeded) {
            session.execute(statement);
        }
    }

    /** An exception for each caller: they go to different threads, which may add to them. */
    private PraxisException commitFailure(SQLException e, SharedWork<?> work) {
        Throwable own = work.failure();
        if (own == null) {
            return failures.translateCommit(e);
        }
        PraxisException failure = failures.translate(e);
        failure.addSuppressed(own);
        return failure;
    }
}
