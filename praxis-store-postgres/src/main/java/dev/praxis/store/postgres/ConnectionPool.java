package dev.praxis.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.praxis.store.jdbc.FailureTranslator;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes the pool of a location. */
final class ConnectionPool {

    private static final Duration LEAST_WAIT = Duration.ofMillis(250);

    private ConnectionPool() {}

    /** Opens a pool, and its first connection, so that a wrong location or password is known at once. */
    static HikariDataSource open(
            PostgresLocation location, @Nullable String password, Duration busyWait, FailureTranslator failures) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("praxis-store");
        config.setMaximumPoolSize(location.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout((busyWait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : busyWait).toMillis());
        config.setInitializationFailTimeout(1);
        config.setConnectionInitSql(PostgresDialect.SEEK + "; SET statement_timeout = "
                + PostgresDialect.millis(busyWait.plus(PostgresDialect.STATEMENT_ALLOWANCE)));
        try {
            config.setDataSource(source(location, password, busyWait));
            return new HikariDataSource(config);
        } catch (SQLException e) {
            throw failures.translate(e);
        } catch (PoolInitializationException e) {
            throw failures.translate(e.getCause() instanceof SQLException sql ? sql : new SQLException(e));
        }
    }

    static PGSimpleDataSource source(PostgresLocation location, @Nullable String password, Duration busyWait)
            throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(
                location.servers().stream().map(PostgresLocation.Server::host).toArray(String[]::new));
        source.setPortNumbers(location.servers().stream()
                .mapToInt(PostgresLocation.Server::port)
                .toArray());
        source.setDatabaseName(location.database());
        source.setUser(location.user());
        if (password != null) {
            source.setPassword(password);
        }
        source.setApplicationName("praxis");
        source.setTcpKeepAlive(true);
        // The server ends a statement first; this is for a server that is gone.
        source.setSocketTimeout((int) busyWait.plus(PostgresDialect.STATEMENT_ALLOWANCE.multipliedBy(2))
                .toSeconds());
        // The detail of a failure shows the row, and what is in it is not for messages.
        source.setLogServerErrorDetail(false);
        for (Map.Entry<String, String> option : location.driverOptions().entrySet()) {
            source.setProperty(option.getKey(), option.getValue());
        }
        return source;
    }
}
