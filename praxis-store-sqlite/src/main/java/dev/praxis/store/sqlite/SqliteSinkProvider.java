package dev.praxis.store.sqlite;

import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.store.jdbc.audit.TableSink;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The sink named {@code sqlite}: puts each record into the table {@code audit_record} of a SQLite file, which refuses to change or
 * remove it; a gap goes into {@code audit_gap}. Origin and sequence are the key, so a record that comes again is there once. Settings:
 * {@code path}, absolute, of a file of its own on a local file system, made if there is none; {@code busyMillis}, how long to wait
 * for others who write to it, 1 to 60000, by default 2000. Stateless and thread-safe.
 */
public final class SqliteSinkProvider implements AuditSinkProvider {

    /** Does nothing. */
    public SqliteSinkProvider() {}

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public AuditSink open(SinkConfiguration configuration) {
        configuration.allowOnly("path", "busyMillis");
        Path path = path(configuration);
        Duration busyWait = Duration.ofMillis(configuration.number("busyMillis", 1, 60_000, 2_000));
        return TableSink.open(new SqliteAuditTable(path, busyWait), configuration.origin());
    }

    private static Path path(SinkConfiguration configuration) {
        try {
            Path path = Path.of(configuration.required("path"));
            if (path.isAbsolute()) {
                return path.normalize();
            }
        } catch (InvalidPathException e) {
            throw configuration.refused("wants an absolute path as its setting path: " + e.getReason());
        }
        throw configuration.refused("wants an absolute path as its setting path");
    }
}
