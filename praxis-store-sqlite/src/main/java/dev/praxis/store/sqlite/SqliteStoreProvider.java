package dev.praxis.store.sqlite;

import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreProvider;
import java.net.URI;
import java.util.Set;

/**
 * Opens the embedded store. Stateless and thread-safe.
 *
 * <p>Locations:
 *
 * <ul>
 *   <li>{@code sqlite:/absolute/path} or {@code sqlite:///absolute/path}: a file, in WAL mode with full synchronisation,
 *       readable for its owner only; its directory must be there. Characters of the path that mean something in a URI are
 *       percent-encoded (RFC 3986): {@code %25}, {@code %23}, {@code %3F}, {@code %20}. Several processes on one machine
 *       may have it open; network file systems are not for this. A symbolic link is followed once, when it is opened.
 *   <li>{@code sqlite::memory:}: a new store in memory, gone when it is closed.
 * </ul>
 *
 * <p>An empty file counts as no store yet. Opening looks before it touches: what is refused keeps its bytes, its times and
 * its permissions, and no file appears beside it.
 */
public final class SqliteStoreProvider implements StoreProvider {

    static final String SCHEME = "sqlite";

    /** Does nothing. */
    public SqliteStoreProvider() {}

    @Override
    public String name() {
        return SCHEME;
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public Set<String> schemes() {
        return Set.of(SCHEME);
    }

    @Override
    public Store open(URI location, StoreOptions options) {
        SqliteLocation place = SqliteLocation.parse(location);
        if (place instanceof SqliteLocation.InFile file) {
            return new SqliteOpener(file.path().toString(), options).openFile(file.path());
        }
        return new SqliteOpener("in memory", options).openMemory();
    }
}
