package dev.praxis.store.jdbc.audit;

import dev.praxis.store.jdbc.Session;
import java.sql.SQLException;

/**
 * The two tables of a sink in one database, and what is different there. {@code audit_record} has origin, sequence, hash,
 * request_id, client_id and line, {@code audit_gap} has origin, first_missing and last_missing. The database refuses to change or
 * remove a row. Used by one thread at a time, but for {@link #cutOff}.
 */
public interface AuditTable {

    /**
     * Opens a connection with automatic commit off, and makes the tables if they are not there.
     *
     * @return a session on it, without a transaction; the caller closes it
     * @throws SQLException if the database is not there, or has other tables of these names
     */
    Session open() throws SQLException;

    /**
     * The statement that inserts a record where there is none of its origin and sequence; its parameters are the columns in the
     * order above.
     *
     * @return its text
     */
    String insertRecord();

    /**
     * The statement that inserts a gap where there is none like it; its parameters are the columns in the order above.
     *
     * @return its text
     */
    String insertGap();

    /**
     * Ends what is under way on a connection, from another thread; the connection is not used again. Where the database has
     * time limits of its own this need do nothing.
     *
     * @param session a session that {@link #open} gave
     */
    void cutOff(Session session);

    /**
     * Where the tables are, for messages.
     *
     * @return the place, without anything secret
     */
    String place();
}
