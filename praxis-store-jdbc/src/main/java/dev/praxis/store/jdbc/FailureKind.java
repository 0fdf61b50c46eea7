package dev.praxis.store.jdbc;

/** What a failure of the database means to the caller of a store. */
public enum FailureKind {
    /** Another writer held the lock for too long; nothing was written. */
    BUSY,
    /** The database refused a row, by a constraint or a trigger; nothing was written. */
    REFUSED,
    /** What is stored is damaged. */
    CORRUPT,
    /** What was opened is not a database. */
    NOT_A_DATABASE,
    /** The disk of the database is full. */
    FULL,
    /** Everything else: input or output failed, connection lost. */
    UNAVAILABLE
}
