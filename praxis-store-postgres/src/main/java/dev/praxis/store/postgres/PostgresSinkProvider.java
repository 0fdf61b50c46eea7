package dev.praxis.store.postgres;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.store.jdbc.audit.TableSink;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The sink named {@code postgres}: puts each record into the table {@code audit_record} of a PostgreSQL database, which refuses to
 * change or remove it; a gap goes into {@code audit_gap}. Origin and sequence are the key, so a record that comes again is there
 * once. Settings: {@code location}, as for the store (see {@link PostgresStoreProvider}; the pool size means nothing here), whose
 * password comes from {@code PGPASSWORD} or {@code ~/.pgpass}; {@code timeoutSeconds}, how long the server may not answer, 1 to
 * 600, by default 10. The first to open it must be allowed to make tables; the others need to read and insert. Stateless and
 * thread-safe.
 */
public final class PostgresSinkProvider implements AuditSinkProvider {

    private final @Nullable String password;

    /** Takes the password from the environment. */
    public PostgresSinkProvider() {
        this(System.getenv("PGPASSWORD"));
    }

    PostgresSinkProvider(@Nullable String password) {
        this.password = password;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public AuditSink open(SinkConfiguration configuration) {
        configuration.allowOnly("location", "timeoutSeconds");
        PostgresLocation place = location(configuration);
        int timeout = configuration.number("timeoutSeconds", 1, 600, 10);
        try {
            PGSimpleDataSource source = ConnectionPool.source(place, password, Duration.ofSeconds(timeout));
            source.setSocketTimeout(timeout);
            source.setConnectTimeout(timeout);
            return TableSink.open(new PostgresAuditTable(source, place.describe()), configuration.origin());
        } catch (SQLException e) {
            throw new AuditSinkException(
                    "the options of the location of the audit sink '" + configuration.sink()
                            + "' are not those of the driver; correct them",
                    e);
        }
    }

    private static PostgresLocation location(SinkConfiguration configuration) {
        try {
            return PostgresLocation.parse(new URI(configuration.required("location")));
        } catch (URISyntaxException e) {
            throw configuration.refused("has a setting location that is no URI: " + e.getReason());
        } catch (InvalidArgumentException e) {
            throw configuration.refused("has a setting location that cannot be used: " + e.getMessage());
        }
    }
}
