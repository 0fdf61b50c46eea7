package dev.praxis.store.postgres;

import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.sql.DataSource;

/** For embedders: stores over the host's own connections, and the script that makes their roles. Stateless. */
public final class PostgresStores {

    /** How many connections a store uses at the most unless it is told otherwise: two write, the others read. */
    public static final int DEFAULT_POOL_SIZE = 8;

    private static final String ROLES = "roles.sql";

    private PostgresStores() {}

    /**
     * Opens a store over connections of the host, of which it uses up to {@value #DEFAULT_POOL_SIZE} at a time. Blocks on I/O.
     *
     * <p>The data source gives connections of a PostgreSQL driver (or of a pool of such) to the same database and schema each
     * time, from any thread. They go back in the commit mode in which they came, outside a transaction and with their settings
     * unchanged. Connect as a role that has the planner's settings of the {@link #roleScript()} (no sequential and bitmap scans,
     * no sorts, hash and merge joins, no JIT compilation), or reads may be slow when the statistics of the server are behind. Set the driver's {@code logServerErrorDetail} to false, or messages may show the content of a row that the
     * database refused.
     *
     * @param source where connections come from; not closed with the store
     * @param options how to open it
     * @return the open store; the caller closes it; a {@link dev.praxis.api.store.VectorStore} if and only if the database has
     *     pgvector
     * @throws dev.praxis.api.store.StoreAbsentException if there is no store and the options do not allow to make one, or
     *     there is no schema
     * @throws dev.praxis.api.store.NotAStoreException if the schema has tables of the same names that are not of praxis, the
     *     encoding of the database is not UTF8, or the server is older than PostgreSQL 14
     * @throws dev.praxis.api.store.StoreCorruptException if the schema was changed behind the back of praxis
     * @throws dev.praxis.api.store.SchemaTooNewException if a newer praxis made it; it is left as it is
     * @throws dev.praxis.api.store.StoreBusyException if others held it for longer than the wait allowed
     * @throws dev.praxis.api.store.StoreUnavailableException if it cannot be reached, or the role may not do what is needed
     */
    public static VersionedStore open(DataSource source, StoreOptions options) {
        Objects.requireNonNull(source, "source");
        return new PostgresOpener("in the PostgreSQL database of the host", options)
                .open(source, DEFAULT_POOL_SIZE, () -> {});
    }

    /**
     * The SQL that makes a schema {@code praxis} in the current database, a role {@code praxis_owner} that brings it forward,
     * and a role {@code praxis_app} that can read and append and nothing else. Run it as a superuser; running it again does
     * no harm. It sets no passwords.
     *
     * @return the script, several statements
     */
    public static String roleScript() {
        try (InputStream script = PostgresStores.class.getResourceAsStream(ROLES)) {
            return new String(Objects.requireNonNull(script, ROLES).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
