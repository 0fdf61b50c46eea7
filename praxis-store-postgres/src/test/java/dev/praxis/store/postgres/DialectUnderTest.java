package dev.praxis.store.postgres;

import dev.praxis.store.jdbc.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Shows the dialect, and a store with facts in it, to the tests in the package of the shared statements. */
public final class DialectUnderTest implements AutoCloseable {

    public static final String SEEK = PostgresDialect.SEEK;

    private final TestServer server = TestServer.shared();
    private final String schema = server.newSchema();

    public DialectUnderTest() {
        Samples.open(server.location(schema)).close();
    }

    public static Dialect postgres() {
        return new PostgresDialect(Duration.ofSeconds(10));
    }

    public Connection connect() throws SQLException {
        return server.connect(schema);
    }

    @Override
    public void close() {
        server.dropSchema(schema);
    }
}
