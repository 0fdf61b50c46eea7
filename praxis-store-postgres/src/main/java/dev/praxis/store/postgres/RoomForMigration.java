package dev.praxis.store.postgres;

import dev.praxis.api.OneLine;
import dev.praxis.api.store.NotAStoreException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.Session;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks for what is in the way of the steps that a schema lacks, so that nobody has to make sense of the server's refusal. Writes nothing. */
final class RoomForMigration {

    private static final String TAKEN = "SELECT c.relname FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = current_schema() AND c.relname = ANY (?) ORDER BY 1";

    /** A foreign key holds on to the index that it was made with, and that is replaced. */
    private static final String REFERRING = "SELECT k.conrelid::regclass::text FROM pg_catalog.pg_constraint k"
            + " JOIN pg_catalog.pg_class i ON i.oid = k.conindid JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace"
            + " WHERE k.contype = 'f' AND n.nspname = current_schema() AND i.relname = 'entry_of_key' ORDER BY 1";

    private final SchemaMigrator migrator;
    private final String place;

    RoomForMigration(SchemaMigrator migrator, String place) {
        this.migrator = migrator;
        this.place = place;
    }

    /** Throws if something that is not of praxis keeps a schema of this version from being made, if it is 0, or brought forward. */
    void require(Session session, int version) throws SQLException {
        List<String> obstacles = obstacles(session, version);
        // Another process may have made or brought forward the schema since the version was read: they are its own.
        if (obstacles.isEmpty() || migrator.appliedVersion(session) != version) {
            return;
        }
        String found = String.join("; ", obstacles);
        if (version == 0) {
            throw new NotAStoreException(
                    place + " has no room for a praxis store: " + found
                            + "; it was left as it is; name another database or schema",
                    null);
        }
        throw new StoreUnavailableException(
                "store " + place + " cannot be brought forward from schema version " + version + ": " + found
                        + "; nothing was written; see who made that, drop or rename it, open the store, and make it again if"
                        + " you need it",
                null);
    }

    private static List<String> obstacles(Session session, int version) throws SQLException {
        List<String> found = new ArrayList<>();
        List<List<String>> relations = PostgresSchema.RELATIONS;
        Array names = session.connection()
                .createArrayOf(
                        "text",
                        relations.subList(version, relations.size()).stream()
                                .flatMap(List::stream)
                                .toArray());
        PreparedStatement taken = session.prepare(TAKEN);
        taken.setArray(1, names);
        try (ResultSet rows = taken.executeQuery()) {
            while (rows.next()) {
                found.add("it has a relation " + rows.getString(1) + " that is not of praxis");
            }
        } finally {
            names.free();
        }
        if (version > 0) {
            try (ResultSet rows = session.prepare(REFERRING).executeQuery()) {
                while (rows.next()) {
                    found.add(OneLine.of("table " + rows.getString(1)) + " refers to table entry by a foreign key");
                }
            }
        }
        return found;
    }
}
