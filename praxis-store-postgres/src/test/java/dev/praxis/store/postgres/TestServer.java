package dev.praxis.store.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The server that the tests of this JVM use: the one that PRAXIS_TEST_PG_DSN names (a location as of the provider, of a role
 * that may make schemas, databases and roles), else an embedded one that does not survive power loss and so is faster.
 */
final class TestServer {

    private static final String DSN = "PRAXIS_TEST_PG_DSN";

    private final URI location;

    private TestServer(URI location) {
        this.location = location;
    }

    static TestServer shared() {
        return Shared.SERVER;
    }

    /** Started when it is first needed, stopped with the JVM. */
    private static final class Shared {
        static final TestServer SERVER = start();

        private static TestServer start() {
            String dsn = System.getenv(DSN);
            if (dsn != null && !dsn.isEmpty()) {
                return new TestServer(URI.create(dsn));
            }
            try {
                // fsync is off, but what was committed has reached the files: a killed server process loses nothing.
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("fsync", "off")
                        .start();
                return new TestServer(URI.create("postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    PostgresLocation place() {
        return PostgresLocation.parse(location);
    }

    /** The location of a store in a schema. */
    URI location(String schema) {
        return with("currentSchema=" + schema);
    }

    URI with(String options) {
        return URI.create(location + (location.getRawQuery() == null ? "?" : "&") + options);
    }

    /** The same server and database, reached over another port and as another role. */
    URI through(int port, String options) {
        return URI.create("postgresql://" + (place().user() == null ? "" : place().user() + "@") + "127.0.0.1:" + port
                + "/" + place().database() + "?sslmode=disable&gssEncMode=disable&" + options);
    }

    /** The location of a store in another database, as another role. */
    URI location(String user, String database) {
        PostgresLocation.Server server = place().servers().get(0);
        return URI.create("postgresql://" + user + "@" + server.host() + ":" + server.port() + "/" + database);
    }

    /** A source of bare connections, one for each call. */
    PGSimpleDataSource source(URI of) {
        try {
            return ConnectionPool.source(
                    PostgresLocation.parse(of), System.getenv("PGPASSWORD"), Duration.ofSeconds(30));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connect(String schema) throws SQLException {
        return source(location(schema)).getConnection();
    }

    String newSchema() {
        String schema = "t_" + UUID.randomUUID().toString().replace("-", "");
        run("public", "CREATE SCHEMA " + schema);
        return schema;
    }

    void dropSchema(String schema) {
        run("public", "DROP SCHEMA " + schema + " CASCADE");
    }

    /** Runs statements in a schema, each on its own. */
    void run(String schema, String... statements) {
        try {
            tryRun(schema, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void tryRun(String schema, String... statements) throws SQLException {
        try (Connection connection = connect(schema);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Every row of a query, as text. */
    List<String> query(String schema, String sql) {
        try (Connection connection = connect(schema);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(rows.getString(i));
                }
                all.add(String.join("|", row.stream().map(String::valueOf).toList()));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
