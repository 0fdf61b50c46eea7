package dev.praxis.benchmarks;

import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.postgres.PostgresStoreProvider;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** An embedded server whose files are below {@code target}, and so on a disk; what it commits survives power loss. */
final class PostgresServer implements AutoCloseable {

    private final EmbeddedPostgres server;

    PostgresServer() throws IOException {
        Path data = Files.createDirectories(Path.of("target", "benchmarks").toAbsolutePath());
        // zonky turns the durability of its servers off.
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(data.toFile())
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    VersionedStore open() {
        URI location = URI.create("postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres");
        return (VersionedStore) new PostgresStoreProvider().open(location, StoreOptions.defaults());
    }

    Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
