package dev.praxis.store.sqlite;

import dev.praxis.api.OneLine;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.Migration;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.SchemaObjects;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.WriteTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Compares a database with what its migrations make, and lets SQLite check its file. Stateless. */
final class SchemaComparison {

    /** Tables of statistics and their like are SQLite's own. */
    private static final String OBJECTS = "SELECT type || ' ' || name, coalesce(sql, 'automatic') FROM sqlite_schema"
            + " WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'";

    private static final String ON_ENTRY = "SELECT type || ' ' || name, coalesce(sql, 'automatic') FROM sqlite_schema"
            + " WHERE tbl_name = 'entry' AND type IN ('index', 'trigger')";

    private static final String REFERRING = "SELECT DISTINCT m.name FROM sqlite_schema m"
            + " JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND lower(f.\"table\") = 'entry'";

    private static final String NEEDED_NAMES =
            "SELECT type || ' ' || name FROM sqlite_schema WHERE lower(name) IN ('entry_3', 'entry_key')";

    private static final int MOST_OF_SQLITE = 100;

    private final SqliteDialect dialect;

    SchemaComparison(SqliteDialect dialect) {
        this.dialect = dialect;
    }

    List<String> faults(Session session) throws SQLException {
        SchemaObjects actual = SchemaObjects.read(session, OBJECTS);
        List<String> faults = new ArrayList<>(actual.differencesFrom(fresh(session, OBJECTS)));
        try (ResultSet rows = session.prepare("PRAGMA integrity_check(" + MOST_OF_SQLITE + ")")
                .executeQuery()) {
            while (rows.next()) {
                if (!rows.getString(1).equals("ok")) {
                    faults.add("SQLite finds the file damaged: " + OneLine.of(rows.getString(1)));
                }
            }
        }
        return List.copyOf(faults);
    }

    /** What somebody made or changed that goes with table entry when it is dropped, or that keeps it from being copied. */
    List<String> inTheWayOfACopy(Session session) throws SQLException {
        SchemaObjects actual = SchemaObjects.read(session, ON_ENTRY);
        SchemaObjects expected = fresh(session, ON_ENTRY).only(actual.byName().keySet());
        List<String> found = new ArrayList<>(actual.differencesFrom(expected));
        try (ResultSet rows = session.prepare(REFERRING).executeQuery()) {
            while (rows.next()) {
                found.add(OneLine.of("table " + rows.getString(1)) + " refers to it by a foreign key");
            }
        }
        try (ResultSet rows = session.prepare(NEEDED_NAMES).executeQuery()) {
            while (rows.next()) {
                found.add(OneLine.of(rows.getString(1)) + " has a name that is needed");
            }
        }
        return List.copyOf(found);
    }

    /** The steps that made this database; all, if what it says of itself cannot be. */
    private static List<Migration> migrations(Session session) throws SQLException {
        int version = SchemaMigrator.statedVersion(session);
        boolean known = version > 0 && version <= SqliteSchema.MIGRATIONS.size();
        return known ? SqliteSchema.MIGRATIONS.subList(0, version) : SqliteSchema.MIGRATIONS;
    }

    /** The objects of a store that was made just now, by the steps that made another one. */
    private SchemaObjects fresh(Session like, String objects) throws SQLException {
        List<Migration> migrations = migrations(like);
        String place = "in memory";
        try (Session session = new SqliteConnections(dialect, Duration.ofSeconds(1)).memory()) {
            new SchemaMigrator(dialect, migrations, () -> Instant.EPOCH, place)
                    .migrate(session, new WriteTransaction(dialect, new FailureTranslator(dialect, place)));
            return SchemaObjects.read(session, objects);
        }
    }
}
