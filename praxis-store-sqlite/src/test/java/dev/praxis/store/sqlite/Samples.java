package dev.praxis.store.sqlite;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the tests write and how they look behind the API. */
final class Samples {

    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    static final FactKey KEY = new FactKey("host:cp-1", "memory", "observed");

    private Samples() {}

    static URI location(Path file) {
        return URI.create("sqlite:" + file.toUri().getRawPath());
    }

    /** The location of a store whose commits do not wait for the disk. */
    static URI hasty(Path file) {
        return URI.create(location(file) + "?" + SqliteLocation.NORMAL);
    }

    static VersionedStore open(URI location) {
        return (VersionedStore) new SqliteStoreProvider().open(location, StoreOptions.defaults());
    }

    static VersionedStore open(Path file) {
        return open(file, StoreOptions.defaults());
    }

    static VersionedStore open(Path file, StoreOptions options) {
        return (VersionedStore) new SqliteStoreProvider().open(location(file), options);
    }

    static Assertion say(FactKey key, long n) {
        return new Assertion(key, JsonObject.builder().put("n", n).build(), T0.plusSeconds(n), "tester", "because");
    }

    static Assertion say(long n) {
        return say(KEY, n);
    }

    static RetirementRequest end(FactKey key, long second) {
        return new RetirementRequest(key, T0.plusSeconds(second), "retirer", "over");
    }

    static Connection raw(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    static void run(Path file, String... statements) throws SQLException {
        try (Connection connection = raw(file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Every row of a table, as text. */
    static List<String> dump(Path file, String table) throws SQLException {
        try (Connection connection = raw(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
            List<String> dump = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(rows.getString(i)).append('|');
                }
                dump.add(row.toString());
            }
            return dump;
        }
    }
}
