package dev.praxis.store.postgres;

import dev.praxis.api.store.NotAStoreException;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.Session;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what the current schema of a database holds. Writes nothing. */
final class StoreInspection {

    private static final int OLDEST_SERVER = 140_000;

    /** SQLSTATE class 42: a column is missing or of another type. */
    private static final String OTHER_COLUMNS = "42";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** One statement, so that a store that is just being made is seen whole or not at all. */
    private static final String LOOK = "SELECT current_setting('server_version_num')::int,"
            + " current_setting('server_encoding'), current_schema(),"
            + " count(*) FILTER (WHERE c.relname = '" + SchemaMigrator.TABLE + "'),"
            + " count(*) FILTER (WHERE c.relname = '" + PostgresSchema.TABLE + "')"
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = current_schema()";

    /** Enabled "always". */
    private static final String GUARDS = "SELECT count(*) FROM pg_catalog.pg_trigger t"
            + " JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = current_schema() AND t.tgenabled = 'A' AND c.relname || '.' || t.tgname = ANY (?)";

    private final SchemaMigrator migrator;
    private final String place;

    StoreInspection(SchemaMigrator migrator, String place) {
        this.migrator = migrator;
        this.place = place;
    }

    /** The version of the schema of a store that this release can open; 0 if there is none. Throws if there is something else. */
    int findVersion(Session session) throws SQLException {
        boolean schemaTable;
        boolean entryTable;
        try (ResultSet row = session.prepare(LOOK).executeQuery()) {
            row.next();
            requireServer(row.getInt(1), row.getString(2), row.getString(3));
            schemaTable = row.getLong(4) > 0;
            entryTable = row.getLong(5) > 0;
        }
        if (!schemaTable) {
            if (entryTable) {
                throw notAStore("it has a table " + PostgresSchema.TABLE + " that is not of praxis", null);
            }
            return 0;
        }
        int version = appliedVersion(session);
        if (version == 0) {
            throw notAStore("it has a table " + SchemaMigrator.TABLE + " that is not of praxis", null);
        }
        if (!entryTable) {
            throw corrupt("table " + PostgresSchema.TABLE + " is gone; restore it from a backup");
        }
        requireGuards(session, version);
        return version;
    }

    private void requireServer(int version, String encoding, @Nullable String schema) {
        if (version < OLDEST_SERVER) {
            throw notAStore("the server is older than PostgreSQL 14", null);
        }
        if (!encoding.equals("UTF8")) {
            throw notAStore("its encoding " + encoding + " cannot hold every text; make a database with UTF8", null);
        }
        if (schema == null) {
            throw new StoreAbsentException(
                    place
                            + " has no schema to hold a store: none of the search path is there; make one, or name one with"
                            + " currentSchema",
                    null);
        }
    }

    private int appliedVersion(Session session) throws SQLException {
        try {
            return migrator.appliedVersion(session);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith(OTHER_COLUMNS) && !state.equals(INSUFFICIENT_PRIVILEGE)) {
                throw notAStore("it has a table " + SchemaMigrator.TABLE + " that is not of praxis", e);
            }
            throw e;
        }
    }

    private void requireGuards(Session session, int version) throws SQLException {
        List<String> guards = PostgresSchema.GUARDS.subList(0, version).stream()
                .flatMap(List::stream)
                .toList();
        Array names = session.connection().createArrayOf("text", guards.toArray());
        PreparedStatement statement = session.prepare(GUARDS);
        statement.setArray(1, names);
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            if (row.getInt(1) != guards.size()) {
                throw corrupt("triggers that keep history from being edited are disabled or gone; see who did that and"
                        + " whether history was edited, then ALTER TABLE ... ENABLE ALWAYS TRIGGER each of "
                        + String.join(", ", guards) + ", or restore it");
            }
        } finally {
            names.free();
        }
    }

    private StoreCorruptException corrupt(String what) {
        return new StoreCorruptException("store " + place + " was altered: " + what, null);
    }

    private NotAStoreException notAStore(String why, @Nullable SQLException cause) {
        return new NotAStoreException(
                place + " is not a praxis store: " + why + "; it was left as it is; name another database or schema",
                cause);
    }
}
