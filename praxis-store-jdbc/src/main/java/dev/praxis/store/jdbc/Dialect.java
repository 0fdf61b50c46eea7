package dev.praxis.store.jdbc;

import java.sql.SQLException;
import java.util.List;

/**
 * What differs between the databases. Stateless and thread-safe; each call is about the session that it is given, on
 * the thread that owns that session. Those that take a session may block.
 */
public interface Dialect {

    /**
     * Begins a transaction that holds the lock of all writers: until it ends, no other transaction allocates a sequence or
     * adds an entry, and what it reads is what was committed last. A reader must never be promoted to a writer.
     *
     * @param session the session
     * @throws SQLException if the lock was not to be had; no transaction is open then
     */
    void beginWrite(Session session) throws SQLException;

    /**
     * Commits.
     *
     * @param session the session
     * @throws SQLException if that failed; see {@link #isCertainlyRolledBack}
     */
    void commit(Session session) throws SQLException;

    /**
     * Rolls back. Does nothing if the database has already done so.
     *
     * @param session the session
     * @throws SQLException if the transaction may still be open
     */
    void rollback(Session session) throws SQLException;

    /**
     * Whether a table of this name is there.
     *
     * @param session the session
     * @param name its name
     * @return true if it is
     * @throws SQLException if the database failed
     */
    boolean tableExists(Session session, String name) throws SQLException;

    /**
     * The version of the schema that this release makes.
     *
     * @return from 1 on
     */
    int newestSchema();

    /**
     * What of the schema is not as the migrations up to its version made it: tables, indexes and triggers that were removed, changed or added,
     * and whatever else the database can tell about the state of its files. Writes nothing.
     *
     * @param session a session outside a transaction
     * @return each fault in words; empty when there is none
     * @throws SQLException if the database failed
     */
    List<String> schemaFaults(Session session) throws SQLException;

    /**
     * What a failure means. By the driver's own codes: SQLSTATE is absent from SQLite.
     *
     * @param failure what the driver threw
     * @return the meaning
     */
    FailureKind classify(SQLException failure);

    /**
     * Whether a commit that failed like this has certainly written nothing. In doubt false: the caller is then told that the
     * outcome is unknown.
     *
     * @param commitFailure what the driver threw on commit
     * @return true if nothing was written
     */
    boolean isCertainlyRolledBack(SQLException commitFailure);

    /**
     * The condition that a row of table {@code entry} has a given key. A database whose indexes cannot hold the longest key
     * compares a digest instead.
     *
     * @param alias the alias of the row
     * @return SQL with four parameters: key type, subject, predicate, object
     */
    String keyIs(String alias);

    /**
     * The columns by which a row of table {@code entry} is found again with the fewest steps, when an index of keys was read to
     * find it.
     *
     * @param alias the alias of the row
     * @return columns, with commas between them, that are the same in no other row
     */
    String rowOf(String alias);

    /**
     * The condition that two rows of table {@code entry} have the same key.
     *
     * @param alias the alias of one row
     * @param other the alias of the other
     * @return SQL without parameters
     */
    String sameKey(String alias, String other);
}
