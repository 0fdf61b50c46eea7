package dev.praxis.store.sqlite;

import dev.praxis.api.OneLine;
import dev.praxis.store.jdbc.FailureTranslator;
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

/** Compares a database with what the migrations make, and lets SQLite check its file. Stateless. */
final class SchemaComparison {

    /** Tables of statistics and their like are SQLite's own. */
    private static final String OBJECTS = "SELECT type || ' ' || name, coalesce(sql, 'automatic') FROM sqlite_schema"
            + " WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'";

    private static final int MOST_OF_SQLITE = 100;

    private final SqliteDialect dialect;

    SchemaComparison(SqliteDialect dialect) {
        this.dialect = dialect;
    }

    List<String> faults(Session session) throws SQLException {
        SchemaObjects actual = SchemaObjects.read(session, OBJECTS);
        List<String> faults = new ArrayList<>(actual.differencesFrom(fresh()));
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

    /** The objects of a store that was made just now. */
    private SchemaObjects fresh() throws SQLException {
        String place = "in memory";
        try (Session session = new SqliteConnections(dialect, Duration.ofSeconds(1)).memory()) {
            new SchemaMigrator(dialect, SqliteSchema.MIGRATIONS, () -> Instant.EPOCH, place)
                    .migrate(session, new WriteTransaction(dialect, new FailureTranslator(dialect, place)));
            return SchemaObjects.read(session, OBJECTS);
        }
    }
}
