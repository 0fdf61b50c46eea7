package dev.praxis.store.jdbc;

import dev.praxis.api.store.Vector;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How a database keeps vectors and searches among them, where that differs. Stateless and thread-safe; each call is on the thread
 * that owns the statement or the row.
 */
public interface VectorDialect {

    /**
     * Binds a vector to a parameter.
     *
     * @param statement the statement
     * @param parameter which parameter, from 1
     * @param vector the vector
     * @throws SQLException if the driver does not take it
     */
    void bind(PreparedStatement statement, int parameter, Vector vector) throws SQLException;

    /**
     * Reads a vector.
     *
     * @param row the row
     * @param column which column, from 1
     * @return its components, as they are kept
     * @throws SQLException if the driver does not give them
     */
    float[] read(ResultSet row, int column) throws SQLException;

    /**
     * What follows the query of all candidates so that the database gives only those that matter. The caller computes their
     * similarities himself and puts them in order, so there may be more of them, in any order.
     *
     * @return an ORDER BY and a LIMIT over the columns of {@code embedding v} and {@code entry e}, of which {@link #bindSearch}
     *     binds the parameters; or nothing, and the caller goes through all candidates
     */
    String search();

    /**
     * Binds the parameters of {@link #search()}.
     *
     * @param statement the statement
     * @param parameter the first of them
     * @param vector what is searched for
     * @param limit how many are wanted
     * @throws SQLException if the driver does not take it
     */
    void bindSearch(PreparedStatement statement, int parameter, Vector vector, int limit) throws SQLException;
}
