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
 *       may have it open. A symbolic link is followed once, when it is opened.
 *   <li>{@code sqlite:/absolute/path?synchronous=normal}: the same, and a commit does not wait for the disk. A process
 *       that ends or is killed loses nothing, and the store stays consistent whatever happens; but when the machine loses
 *       power or its kernel fails, the last commits may be gone although they were acknowledged. Then sequences and
 *       revisions that somebody has seen are given again, to other facts. Any other query is refused.
 *   <li>{@code sqlite::memory:}: a new store in memory, gone when it is closed.
 * </ul>
 *
 * <p>Network file systems, and directories that a virtual machine shares with its host, are refused where the system names
 * them: the processes that have a store open share memory, which those cannot give them.
 *
 * <p>An empty file counts as no store yet. Opening looks before it touches: what is refused keeps its bytes, its times and
 * its permissions, and no file appears beside it.
 */
public final class SqliteStoreProvider implements StoreProvider {

    static final String SCHEME = "sqlite";

    private final FileSystems fileSystems;

    /** Asks the system which file system a file is on. */
    public SqliteStoreProvider() {
        this(FileSystems.ofThisMachine());
    }

    SqliteStoreProvider(FileSystems fileSystems) {
        this.fileSystems = fileSystems;
    }

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
            return new SqliteOpener(file.path().toString(), options, file.synchronous(), fileSystems)
                    .openFile(file.path());
        }
        return new SqliteOpener("in memory", options, Synchronous.FULL, fileSystems).openMemory();
    }
}
