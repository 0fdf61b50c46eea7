package dev.praxis.store.jdbc;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.store.SchemaTooNewException;
import dev.praxis.api.store.StoreCorruptException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/**
 * Brings a schema forward, never back. Table {@value #TABLE} says which steps were applied, with what checksum and when.
 * Immutable and thread-safe; calls block.
 */
public final class SchemaMigrator {

    /** The table of applied steps. */
    public static final String TABLE = "praxis_schema";

    private static final String CREATE = "CREATE TABLE " + TABLE
            + " (version BIGINT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)";
    private static final String SELECT = "SELECT version, checksum FROM " + TABLE + " ORDER BY version";
    private static final String STATED = "SELECT coalesce(max(version), 0) FROM " + TABLE;
    private static final String INSERT = "INSERT INTO " + TABLE + " (version, checksum, applied_at) VALUES (?, ?, ?)";

    private final Dialect dialect;
    private final List<Migration> migrations;
    private final InstantSource clock;
    private final String place;

    /**
     * Creates a migrator.
     *
     * @param dialect the dialect
     * @param migrations all steps that this release knows: versions 1, 2, 3 … in order
     * @param clock says when a step was applied
     * @param place where the store is, for messages; without credentials
     */
    public SchemaMigrator(Dialect dialect, List<Migration> migrations, InstantSource clock, String place) {
        this.dialect = dialect;
        this.migrations = List.copyOf(migrations);
        this.clock = clock;
        this.place = OneLine.of(place);
    }

    /**
     * Reads which steps were applied and compares them with those that this release knows. Writes nothing.
     *
     * @param session the session
     * @return the version of the schema; 0 if there is none
     * @throws SchemaTooNewException if a newer release made it
     * @throws StoreCorruptException if a step is missing or was applied with other statements
     * @throws SQLException if the database failed
     */
    public int appliedVersion(Session session) throws SQLException {
        if (!dialect.tableExists(session, TABLE)) {
            return 0;
        }
        int applied = 0;
        String fault = "";
        try (ResultSet rows = session.prepare(SELECT).executeQuery()) {
            while (rows.next()) {
                long version = rows.getLong(1);
                if (version > migrations.size()) {
                    throw tooNew(version);
                }
                applied++;
                if (version != applied) {
                    fault = "step " + applied + " is missing from " + TABLE;
                } else if (!migrations.get(applied - 1).checksum().hex().equals(rows.getString(2))) {
                    fault = "schema version " + version + " was applied with other statements than this release has";
                }
            }
        }
        if (!fault.isEmpty()) {
            throw new StoreCorruptException(
                    "store " + place + " was altered: " + fault + "; restore it from a backup", null);
        }
        return applied;
    }

    /**
     * The last step that is said to have been applied, with no look at whether it was. For a store that was opened, and so
     * looked at.
     *
     * @param session the session
     * @return the version of the schema; 0 if no step is named
     * @throws SQLException if the database failed
     */
    public static int statedVersion(Session session) throws SQLException {
        try (ResultSet row = session.prepare(STATED).executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /**
     * Applies the steps that are missing, all in one transaction. Takes the write lock only if there are any.
     *
     * @param session a session outside a transaction
     * @param transaction runs the steps
     * @throws SchemaTooNewException if a newer release made the schema
     * @throws StoreCorruptException if a step is missing or was applied with other statements
     * @throws dev.praxis.api.store.StoreException as {@link WriteTransaction#run}
     * @throws SQLException if the database failed
     */
    public void migrate(Session session, WriteTransaction transaction) throws SQLException {
        if (appliedVersion(session) < migrations.size()) {
            transaction.run(session, this::applyMissing);
        }
    }

    private int applyMissing(Session session) throws SQLException {
        // Read again: another process may have migrated while this one waited for the lock.
        int applied = appliedVersion(session);
        if (!dialect.tableExists(session, TABLE)) {
            session.execute(CREATE);
        }
        long now = UtcMicros.toEpochMicros(clock.instant());
        for (Migration migration : migrations.subList(applied, migrations.size())) {
            for (String statement : migration.statements()) {
                session.execute(statement);
            }
            PreparedStatement insert = session.prepare(INSERT);
            insert.setLong(1, migration.version());
            insert.setString(2, migration.checksum().hex());
            insert.setLong(3, now);
            insert.executeUpdate();
        }
        return migrations.size();
    }

    private SchemaTooNewException tooNew(long version) {
        return new SchemaTooNewException(
                "store " + place + " has schema version " + version + ", this praxis knows up to " + migrations.size()
                        + "; it was left as it is; use the newer praxis that made it",
                null);
    }
}
