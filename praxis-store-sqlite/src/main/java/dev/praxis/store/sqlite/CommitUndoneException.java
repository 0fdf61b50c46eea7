package dev.praxis.store.sqlite;

import org.sqlite.SQLiteException;

/** A commit failed, and what it may have left in the log was overwritten: nothing was written. */
final class CommitUndoneException extends SQLiteException {

    private static final long serialVersionUID = 1L;

    CommitUndoneException(SQLiteException failure) {
        super(failure.getMessage(), failure.getResultCode());
        initCause(failure);
    }
}
