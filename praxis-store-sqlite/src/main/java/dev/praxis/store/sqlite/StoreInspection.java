package dev.praxis.store.sqlite;

import dev.praxis.api.store.NotAStoreException;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * Finds out what a file is without leaving a trace in or beside it. An ordinary connection would do otherwise: it makes
 * -wal and -shm, replays a journal, and checkpoints when it is closed.
 */
final class StoreInspection {

    /** How often it is looked at without locks before it is with them. */
    private static final int LOOKS = 3;

    private final StoreFile file;
    private final SqliteConnections connections;
    private final SchemaMigrator migrator;
    private final FailureTranslator failures;

    StoreInspection(
            StoreFile file, SqliteConnections connections, SchemaMigrator migrator, FailureTranslator failures) {
        this.file = file;
        this.connections = connections;
        this.migrator = migrator;
        this.failures = failures;
    }

    /**
     * The version of the schema of a store that this release can open; 0 if the file is a blank one. Throws if it is neither.
     */
    int findVersion() {
        file.requireRegular();
        if (file.isEmpty() || file.isBeingMade()) {
            return 0;
        }
        for (int i = 0; i < LOOKS && !file.hasCompanion(); i++) {
            StoreFile.Stamp before = file.stamp();
            try {
                int found = inspect(true);
                if (file.isUnchangedSince(before)) {
                    return found;
                }
            } catch (StoreException e) {
                if (file.isUnchangedSince(before)) {
                    throw e;
                }
            }
            // A writer came while this read without locks, and may be gone again. What was read may have been half of a
            // change.
        }
        return inspect(false);
    }

    private int inspect(boolean immutable) {
        try (Session session = immutable ? connections.immutable(file.path()) : connections.passive(file.path())) {
            return version(session);
        } catch (SQLException e) {
            int code = SqliteDialect.primaryCode(e);
            if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
                throw notAStore("it is not a SQLite database", e);
            }
            if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
                throw notAStore("it is a SQLite database that is cut short or damaged", e);
            }
            if (code == SQLiteErrorCode.SQLITE_ERROR.code) {
                throw notAStore("it is a SQLite database with other tables", e);
            }
            if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code && !immutable) {
                throw new StoreUnavailableException(
                        "store " + file.path()
                                + " has a log beside it, from a process that writes or has died, and SQLite cannot"
                                + " make its index there; nothing was written; see to the permissions, or copy the file and its"
                                + " -wal to where both can be read and a file be made",
                        e);
            }
            throw failures.translate(e);
        }
    }

    /**
     * The version of the schema of a database that is a store; 0 if it is blank.
     *
     * @throws NotAStoreException if it is neither
     * @throws StoreCorruptException if it is a store that was altered
     */
    int version(Session session) throws SQLException {
        long applicationId = number(session, "PRAGMA application_id");
        if (applicationId != 0 && applicationId != SqliteSchema.APPLICATION_ID) {
            throw notAStore("it is the database of another application", null);
        }
        int version = migrator.appliedVersion(session);
        if (version > 0) {
            requireTable(session);
            requireGuards(session, version);
            return version;
        }
        if (number(session, "SELECT count(*) FROM sqlite_schema") > 0) {
            throw notAStore("it is a SQLite database with other tables", null);
        }
        return 0;
    }

    /**
     * Refuses to copy a table with which something of somebody's would go, or to stumble over it halfway.
     *
     * @throws NotAStoreException as {@link #version}
     * @throws StoreCorruptException as {@link #version}
     * @throws StoreUnavailableException if there is such a thing
     */
    void requireRoomForMigration(Session session) throws SQLException {
        int version = version(session);
        int copying = SqliteSchema.TIMES_IN_THE_INDEX.version();
        if (version == 0 || version >= copying) {
            return;
        }
        List<String> obstacles = new SchemaComparison(new SqliteDialect()).inTheWayOfACopy(session);
        if (!obstacles.isEmpty()) {
            throw new StoreUnavailableException(
                    "store " + file.path() + " cannot be brought forward to schema version " + copying
                            + ", which copies table entry: " + String.join("; ", obstacles)
                            + "; nothing was written; see who made that, drop or rename it, open the store, and make it again"
                            + " if you need it",
                    null);
        }
    }

    private void requireTable(Session session) throws SQLException {
        if (number(session, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'entry'") == 0) {
            throw new StoreCorruptException(
                    "store " + file.path() + " was altered: table entry is gone; restore it from a backup", null);
        }
    }

    private void requireGuards(Session session, int version) throws SQLException {
        Set<String> missing = new TreeSet<>(SqliteSchema.guards(version));
        try (ResultSet names = session.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
                .executeQuery()) {
            while (names.next()) {
                missing.remove(names.getString(1));
            }
        }
        if (!missing.isEmpty()) {
            throw new StoreCorruptException(
                    "store " + file.path() + " was altered: triggers that keep history from being edited are gone: "
                            + String.join(", ", missing)
                            + "; see who did that and whether history was edited, or restore it from a backup",
                    null);
        }
    }

    private static long number(Session session, String sql) throws SQLException {
        try (ResultSet row = session.prepare(sql).executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private NotAStoreException notAStore(String why, @Nullable SQLException cause) {
        return new NotAStoreException(
                file.path() + " is not a praxis store: " + why + "; it was left as it is; name another file", cause);
    }
}
