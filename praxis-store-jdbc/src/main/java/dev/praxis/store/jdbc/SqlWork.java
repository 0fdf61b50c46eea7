package dev.praxis.store.jdbc;

import java.sql.SQLException;

/**
 * Work on a session.
 *
 * @param <T> what it gives
 */
@FunctionalInterface
public interface SqlWork<T> {

    /**
     * Does the work. Does not keep the session.
     *
     * @param session the session
     * @return the result
     * @throws SQLException if the database failed
     */
    T run(Session session) throws SQLException;

    /**
     * Whether the work changes the database by its last statement alone, so that nothing of it is left when it throws: it
     * then needs no savepoint to share a transaction, as far as the database undoes a statement that it refuses.
     *
     * @return false if nobody said so
     */
    default boolean leavesNothingBehind() {
        return false;
    }

    /**
     * Work that changes the database by its last statement alone.
     *
     * @param work the work
     * @param <T> what it gives
     * @return the same work, of which that is known
     */
    static <T> SqlWork<T> leavingNothingBehind(SqlWork<T> work) {
        return new SqlWork<>() {
            @Override
            public T run(Session session) throws SQLException {
                return work.run(session);
            }

            @Override
            public boolean leavesNothingBehind() {
                return true;
            }
        };
    }
}
