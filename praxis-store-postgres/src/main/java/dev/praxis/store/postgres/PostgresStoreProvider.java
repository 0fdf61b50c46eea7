package dev.praxis.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreProvider;
import java.net.URI;
import java.util.Set;

/**
 * Opens stores in PostgreSQL, with a connection pool of its own. Stateless and thread-safe.
 *
 * <p>Locations: {@code postgresql://[user@]host[:port][,host[:port]…]/database[?option=value&…]}, percent-encoded
 * (RFC 3986); {@code postgres://} means the same. Several hosts are tried in order; with {@code targetServerType=primary}
 * the one that can write is used, also after a fail-over.
 *
 * <p>A location has no password, because it is shown and logged: one with a password is refused. The password comes from
 * the environment variable {@code PGPASSWORD}, or else from the file that {@code PGPASSFILE} names ({@code ~/.pgpass} if it
 * names none), which the driver reads.
 *
 * <p>Options are those of the PostgreSQL JDBC driver that are about the way to the server: {@code sslmode} (use {@code
 * verify-full} over any network; the driver's default does not authenticate the server), {@code sslrootcert}, {@code sslcert},
 * {@code sslkey}, {@code sslNegotiation}, {@code sslResponseTimeout}, {@code channelBinding}, {@code requireAuth}, {@code
 * gssEncMode}, {@code connectTimeout}, {@code loginTimeout}, {@code socketTimeout}, {@code cancelSignalTimeout}, {@code
 * tcpKeepAlive}, {@code targetServerType}, {@code loadBalanceHosts}, {@code hostRecheckSeconds}, {@code prepareThreshold},
 * {@code ApplicationName} (default {@code praxis}) and {@code currentSchema}, which says where in the database the store is.
 * {@code poolSize} is how many connections there may be, 3 to 1000, by default {@value PostgresStores#DEFAULT_POOL_SIZE}.
 */
public final class PostgresStoreProvider implements StoreProvider {

    static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

    /** Does nothing. */
    public PostgresStoreProvider() {}

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public Set<String> schemes() {
        return SCHEMES;
    }

    @Override
    public Store open(URI location, StoreOptions options) {
        PostgresLocation place = PostgresLocation.parse(location);
        PostgresOpener opener = new PostgresOpener(place.describe(), options);
        HikariDataSource pool =
                ConnectionPool.open(place, System.getenv("PGPASSWORD"), options.busyWait(), opener.failures());
        return opener.open(pool, place.poolSize(), pool::close);
    }
}
