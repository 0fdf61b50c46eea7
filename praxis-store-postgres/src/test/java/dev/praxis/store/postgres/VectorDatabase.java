package dev.praxis.store.postgres;

import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.testkit.store.StoreFixture;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A database of its own with the extension pgvector, in a schema that is not in any search path. Where the server does not have
 * pgvector to install, a stand-in takes its place, which is not it: a domain over {@code real[]} named {@code vector}, an operator
 * {@code <=>} in SQL that rounds like single precision, and a row in the catalogue of extensions. With it the statements of the
 * store run as they are, and nothing is learnt about pgvector itself; a server that has pgvector is named by PRAXIS_TEST_PG_DSN.
 */
public final class VectorDatabase implements AutoCloseable {

    static final String EXTENSION_SCHEMA = "\"Where vectors are\"";

    private static final String AVAILABLE =
            "SELECT count(*) FROM pg_catalog.pg_available_extensions WHERE name = 'vector'";

    private static final String[] STAND_IN = {
        "CREATE DOMAIN " + EXTENSION_SCHEMA + ".vector AS real[]",
        "CREATE FUNCTION " + EXTENSION_SCHEMA + ".cosine_distance(a real[], b real[]) RETURNS double precision"
                + " LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT 1 - greatest(-1, least(1, sum(x::float8 * y)::real::float8"
                + " / sqrt(sum(x::float8 * x)::real::float8 * sum(y::float8 * y)::real::float8)))"
                + " FROM unnest(a, b) AS pairs(x, y) $$",
        "CREATE OPERATOR " + EXTENSION_SCHEMA + ".<=> (LEFTARG = real[], RIGHTARG = real[], FUNCTION = "
                + EXTENSION_SCHEMA + ".cosine_distance)",
        "INSERT INTO pg_catalog.pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)"
                + " SELECT n.oid, 'vector', n.nspowner, n.oid, false, 'stand-in' FROM pg_catalog.pg_namespace n"
                + " WHERE quote_ident(n.nspname) = '" + EXTENSION_SCHEMA + "'"
    };

    private final TestServer server = TestServer.shared();
    private final String name = "praxis_vector_" + UUID.randomUUID().toString().substring(0, 8);

    private VectorDatabase() {}

    /** Makes the database. */
    public static VectorDatabase create() {
        VectorDatabase database = new VectorDatabase();
        database.server.run("public", "CREATE DATABASE " + database.name + " TEMPLATE template0 ENCODING 'UTF8'");
        return database;
    }

    /** A database that has the extension already. */
    public static VectorDatabase withExtension() {
        VectorDatabase database = create();
        database.installExtension();
        return database;
    }

    void installExtension() {
        run("CREATE SCHEMA " + EXTENSION_SCHEMA, "GRANT USAGE ON SCHEMA " + EXTENSION_SCHEMA + " TO PUBLIC");
        if (hasPgvector()) {
            run("CREATE EXTENSION vector SCHEMA " + EXTENSION_SCHEMA);
        } else {
            run(STAND_IN);
        }
    }

    void removeExtension() {
        run(hasPgvector() ? "DROP EXTENSION vector" : "DELETE FROM pg_catalog.pg_extension WHERE extname = 'vector'");
        run("DROP SCHEMA " + EXTENSION_SCHEMA + " CASCADE");
    }

    private boolean hasPgvector() {
        return server.query("public", AVAILABLE).equals(List.of("1"));
    }

    /** The location of a store, as the administrator. */
    URI location(String schema) {
        String user = Optional.ofNullable(server.place().user()).orElse(System.getProperty("user.name"));
        return as(user, "?currentSchema=" + schema);
    }

    URI as(String user, String options) {
        return URI.create(server.location(user, name) + options);
    }

    void run(String... statements) {
        try {
            tryRun(location("public"), statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void tryRun(URI location, String... statements) throws SQLException {
        try (Connection connection = server.source(location).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String newSchema() {
        String schema = "t_" + UUID.randomUUID().toString().replace("-", "");
        run("CREATE SCHEMA " + schema);
        return schema;
    }

    /** A store in a schema of its own. */
    public StoreFixture newFixture() {
        String schema = newSchema();
        return new StoreFixture() {
            @Override
            public Store open(StoreOptions options) {
                return new PostgresStoreProvider().open(location(schema), options);
            }

            @Override
            public boolean keepsData() {
                return true;
            }

            @Override
            public void close() {
                run("DROP SCHEMA " + schema + " CASCADE");
            }
        };
    }

    @Override
    public void close() {
        server.run("public", "DROP DATABASE " + name + " WITH (FORCE)");
    }
}
