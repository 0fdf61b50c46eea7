package dev.praxis.store.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A server that keeps what it acknowledged, in a directory that outlives it. Confined to one thread. */
final class DurableServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final Path data;
    private EmbeddedPostgres server;

    /** Starts a server; the directory is there. */
    DurableServer(Path directory) throws IOException {
        data = directory.resolve("data");
        server = settings().start();
    }

    /**
     * Starts a server that follows this one, which is stopped and started again meanwhile. The copy is made by hand: the test
     * binaries have no pg_basebackup, and the files of a server that was stopped are as good.
     */
    DurableServer standby(Path directory) throws IOException {
        server.close();
        Path copy = directory.resolve("data");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(data.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                String.format("primary_conninfo = 'host=%s port=%d user=postgres'%n", LOOPBACK, server.getPort()));
        start();
        return new DurableServer(directory);
    }

    /** The locations of this server and another one; the store uses the one that takes writes. */
    URI locationWith(DurableServer other) {
        return URI.create(String.format(
                "postgresql://postgres@%1$s:%2$d,%1$s:%3$d/postgres?targetServerType=primary&hostRecheckSeconds=0",
                LOOPBACK, server.getPort(), other.server.getPort()));
    }

    /** Runs one statement, as a superuser. */
    void run(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private EmbeddedPostgres.Builder settings() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
    }

    URI location() {
        return URI.create("postgresql://postgres@" + LOOPBACK + ":" + server.getPort() + "/postgres");
    }

    void killOneProcess() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            ProcessHandle.of(row.getLong(1)).orElseThrow().destroyForcibly();
        } catch (SQLException e) {
            // Closing a connection of which the server end was killed.
            if (!String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
        }
    }

    /** Kills every process of the server. */
    void kill() throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
        // The postmaster first: it would take the death of a child for a crash that it recovers from.
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        server.close();
    }

    /** Starts the server again, on the same port. */
    void start() throws IOException {
        server = settings().setPort(server.getPort()).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
    }
}
