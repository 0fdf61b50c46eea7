package dev.praxis.store.sqlite;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.testkit.sink.Fault;
import dev.praxis.testkit.sink.SinkFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A SQLite file. Another connection that holds the lock of writers stands for one that is down, or that does not answer. */
final class SqliteSinkFixture implements SinkFixture {

    private final Path directory;
    private final Path file;
    private @Nullable Connection holding;

    SqliteSinkFixture() {
        try {
            directory = Files.createTempDirectory("sqlite-sink");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file = directory.resolve("audit copy?#%.db");
    }

    Path file() {
        return file;
    }

    @Override
    public AuditSinkProvider provider() {
        return new SqliteSinkProvider();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("path", file.toString(), "busyMillis", "150");
    }

    /** Gaps stand where their first record would. */
    @Override
    public List<String> arrived(int count) {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sequence, line, origin, 0 FROM audit_record UNION ALL"
                        + " SELECT first_missing, NULL, origin, last_missing FROM audit_gap ORDER BY 1")) {
            while (rows.next()) {
                String line = rows.getString(2);
                all.add(line != null ? line : new AuditGap(rows.getString(3), rows.getLong(1), rows.getLong(4)).json());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:" + file.toUri().toString().replace("?", "%3F"));
    }

    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.DOWN, Fault.HANGING);
    }

    @Override
    public void cause(Fault fault) {
        try {
            if (!Files.exists(file)) {
                provider()
                        .open(new dev.praxis.api.audit.SinkConfiguration("first", "first", settings()))
                        .close();
            }
            holding = connect();
            try (Statement statement = holding.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void mend() {
        if (holding != null) {
            try {
                holding.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            holding = null;
        }
    }

    @Override
    public int longestLine() {
        return 65_535;
    }

    @Override
    public boolean dropsRepeats() {
        return true;
    }

    @Override
    public void close() {
        mend();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path each : files) {
                Files.delete(each);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
