package dev.praxis.store.jdbc;

/**
 * Runs work on the sessions of one database. Thread-safe; calls block. Failures of the database come out as the
 * exceptions of {@link dev.praxis.api.store.Store}; what the work throws itself comes out as it is.
 */
public interface Transactor extends AutoCloseable {

    /**
     * Runs work in a write transaction: all of it is durable when this returns, none of it is there when this throws,
     * unless it throws {@link dev.praxis.api.store.UnknownOutcomeException}. An interrupt of the caller neither ends the
     * work nor gets lost.
     *
     * @param work the work; must not call the transactor; runs again if what it did was rolled back, not for its own sake
     * @param <T> what it gives
     * @return what the work gave
     */
    <T> T write(SqlWork<T> work);

    /**
     * Runs one query, which sees one committed state.
     *
     * @param work the work: one statement; runs again if the state that it saw was not one
     * @param <T> what it gives
     * @return what the work gave
     */
    <T> T read(SqlWork<T> work);

    /** Releases every session. Called once, when no call is under way. */
    @Override
    void close();
}
