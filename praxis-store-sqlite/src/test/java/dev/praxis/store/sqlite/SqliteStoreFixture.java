package dev.praxis.store.sqlite;

import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.testkit.store.StoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A store in a file of a directory of its own, or in memory. */
final class SqliteStoreFixture implements StoreFixture {

    private final List<Path> toRemove;
    private final URI location;
    private final boolean keepsData;

    private SqliteStoreFixture(List<Path> toRemove, URI location, boolean keepsData) {
        this.toRemove = toRemove;
        this.location = location;
        this.keepsData = keepsData;
    }

    static SqliteStoreFixture file() {
        try {
            Path directory = Files.createTempDirectory("praxis-store");
            return new SqliteStoreFixture(List.of(directory), Samples.location(directory.resolve("facts.db")), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SqliteStoreFixture memory() {
        return new SqliteStoreFixture(List.of(), URI.create("sqlite::memory:"), false);
    }

    @Override
    public Store open(StoreOptions options) {
        return new SqliteStoreProvider().open(location, options);
    }

    @Override
    public boolean keepsData() {
        return keepsData;
    }

    @Override
    public void close() {
        for (Path directory : toRemove) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
