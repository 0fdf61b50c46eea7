package dev.praxis.benchmarks;

import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.sqlite.SqliteStoreProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The file of a store, in a directory of its own below the build directory: a temporary directory may be in memory, where
 * durability costs nothing.
 */
record StoreFile(Path path) {

    private static final Path ROOT = Path.of("target", "benchmarks");

    static StoreFile fresh() throws IOException {
        Files.createDirectories(ROOT);
        return new StoreFile(
                Files.createTempDirectory(ROOT, "store").toAbsolutePath().resolve("facts.db"));
    }

    static StoreFile named(String name) throws IOException {
        Files.createDirectories(ROOT);
        return new StoreFile(ROOT.resolve(name).toAbsolutePath());
    }

    VersionedStore open() {
        return (VersionedStore) new SqliteStoreProvider()
                .open(URI.create("sqlite:" + path.toUri().getRawPath()), StoreOptions.defaults());
    }

    String jdbcUrl() {
        return "jdbc:sqlite:" + path;
    }

    /** Removes the directory of a fresh file. */
    void delete() throws IOException {
        Path directory = path.resolveSibling("");
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(directory);
    }
}
