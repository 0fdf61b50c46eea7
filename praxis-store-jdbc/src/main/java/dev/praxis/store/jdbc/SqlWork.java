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
}
