package dev.praxis.store.jdbc;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A work that may share a transaction with the works of other callers, and what came of it. It may be run again after what
 * it did was rolled back. Used by one thread at a time.
 *
 * @param <T> what the work gives
 */
public final class SharedWork<T> implements SqlWork<SharedWork<T>> {

    private final SqlWork<T> work;
    private @Nullable T result;
    private @Nullable Throwable failure;

    /**
     * Takes a work over.
     *
     * @param work the work
     */
    public SharedWork(SqlWork<T> work) {
        this.work = Objects.requireNonNull(work, "work");
    }

    /** Does the work and keeps what it gave. A failure is thrown, not kept. */
    @Override
    public SharedWork<T> run(Session session) throws SQLException {
        failure = null;
        result = work.run(session);
        return this;
    }

    @Override
    public boolean leavesNothingBehind() {
        return work.leavesNothingBehind();
    }

    /**
     * Keeps a failure in place of a result.
     *
     * @param thrown unchecked
     */
    public void fail(Throwable thrown) {
        failure = Objects.requireNonNull(thrown, "thrown");
    }

    /**
     * The failure.
     *
     * @return null if there was none, or none yet
     */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /**
     * The outcome, which is final when the transaction is over.
     *
     * @return what the work gave
     * @throws RuntimeException the failure, if there was one
     */
    public T outcome() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException runtime) {
            throw runtime;
        }
        return Objects.requireNonNull(result, "the work was not run, or gave null");
    }
}
