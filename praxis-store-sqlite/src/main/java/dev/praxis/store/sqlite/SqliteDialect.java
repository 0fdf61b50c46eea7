package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Dialect;
import dev.praxis.store.jdbc.FailureKind;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.Session;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite: one writer at a time for the whole file, chosen by BEGIN IMMEDIATE. Stateless. */
class SqliteDialect implements Dialect {

    private static final int PRIMARY_CODE = 0xFF;

    private static final List<String> MISSING_TABLES = List.of(
            "no such table: entry)",
            "no such table: main.entry)",
            "no such table: vector_space)",
            "no such table: embedding)",
            "no such table: " + SchemaMigrator.TABLE + ")");

    @Override
    public void beginWrite(Session session) throws SQLException {
        // Never a plain BEGIN: a reader that turns writer fails at once with SQLITE_BUSY_SNAPSHOT, whatever the
        // timeout.
        session.execute("BEGIN IMMEDIATE");
    }

    /**
     * When the disk fails under the frame that commits, SQLite takes the transaction back for those who read now. But the
     * frame may be in the log, and who recovers the log after a crash would find it: what was seen not to be there would be
     * there. Another transaction, in the same place of the log, makes sure that it is not. Where the disk fails that one too,
     * the outcome is unknown, until somebody writes or the store is recovered.
     */
    @Override
    public void commit(Session session) throws SQLException {
        try {
            session.execute("COMMIT");
        } catch (SQLiteException e) {
            if (primaryCode(e) != SQLiteErrorCode.SQLITE_IOERR.code) {
                throw e;
            }
            session.discardStatements();
            try {
                overwriteLastCommit(session);
            } catch (SQLException overwrite) {
                e.addSuppressed(overwrite);
                throw e;
            }
            throw new CommitUndoneException(e);
        }
    }

    /** Writes one page, without changing it: nothing uses the user version, so it is 0. */
    private void overwriteLastCommit(Session session) throws SQLException {
        rollback(session);
        session.execute("BEGIN IMMEDIATE");
        session.execute("PRAGMA user_version = 0");
        session.execute("COMMIT");
    }

    @Override
    public void rollback(Session session) throws SQLException {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLITE_ERROR: "no transaction is active", since SQLite rolls back by itself when a disk is full or fails.
            if (primaryCode(e) != SQLiteErrorCode.SQLITE_ERROR.code) {
                throw e;
            }
        }
    }

    @Override
    public boolean tableExists(Session session, String name) throws SQLException {
        PreparedStatement statement = session.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
        statement.setString(1, name);
        try (ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    @Override
    public int newestSchema() {
        return SqliteSchema.MIGRATIONS.size();
    }

    @Override
    public List<String> schemaFaults(Session session) throws SQLException {
        return new SchemaComparison(this).faults(session);
    }

    @Override
    public FailureKind classify(SQLException failure) {
        int code = primaryCode(failure);
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return FailureKind.BUSY;
        }
        if (code == SQLiteErrorCode.SQLITE_CONSTRAINT.code || code == SQLiteErrorCode.SQLITE_MISMATCH.code) {
            return FailureKind.REFUSED;
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || isWithoutATable(failure)) {
            return FailureKind.CORRUPT;
        }
        if (code == SQLiteErrorCode.SQLITE_FULL.code || isWithoutRoomToShare(failure)) {
            return FailureKind.FULL;
        }
        return code == SQLiteErrorCode.SQLITE_NOTADB.code ? FailureKind.NOT_A_DATABASE : FailureKind.UNAVAILABLE;
    }

    /** Somebody dropped a table of the store. SQLite has no code for that, only words. */
    private static boolean isWithoutATable(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return primaryCode(failure) == SQLiteErrorCode.SQLITE_ERROR.code
                && MISSING_TABLES.stream().anyMatch(message::contains);
    }

    /** The memory that connections share is a file, and this is how SQLite says that it cannot be made long enough. */
    private static boolean isWithoutRoomToShare(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
    }

    /**
     * Busy: the transaction is still open and is rolled back next. Full: the frame that commits could not be written. Any
     * other failure may come after that frame reached the file, where a recovery would find it, unless {@link #commit} saw
     * to it.
     */
    @Override
    public boolean isCertainlyRolledBack(SQLException commitFailure) {
        int code = primaryCode(commitFailure);
        return commitFailure instanceof CommitUndoneException
                || code == SQLiteErrorCode.SQLITE_BUSY.code
                || code == SQLiteErrorCode.SQLITE_FULL.code;
    }

    @Override
    public String keyIs(String alias) {
        return String.format(
                "%1$s.key_type = ? AND %1$s.subject = ? AND %1$s.predicate = ? AND %1$s.object = ?", alias);
    }

    /** The row id, which every index has. */
    @Override
    public String rowOf(String alias) {
        return alias + ".seq";
    }

    @Override
    public String sameKey(String alias, String other) {
        return String.format(
                "%1$s.key_type = %2$s.key_type AND %1$s.subject = %2$s.subject AND %1$s.predicate = %2$s.predicate"
                        + " AND %1$s.object = %2$s.object",
                alias, other);
    }

    /** The primary result code, also of an extended one; -1 if the driver gives none. */
    static int primaryCode(SQLException failure) {
        return failure instanceof SQLiteException sqlite && sqlite.getResultCode() != SQLiteErrorCode.UNKNOWN_ERROR
                ? sqlite.getResultCode().code & PRIMARY_CODE
                : -1;
    }
}
