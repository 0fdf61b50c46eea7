package dev.praxis.store.sqlite;

import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.store.jdbc.FailureKind;
import dev.praxis.store.jdbc.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens connections to one database with the settings that the promises rest on, and asserts each: a setting that SQLite
 * does not take, it ignores in silence. Immutable and thread-safe.
 */
final class SqliteConnections {

    private static final long WAL_RETRY_NANOS = Duration.ofMillis(5).toNanos();

    private final SqliteDialect dialect;
    private final Duration busyWait;
    private final Synchronous synchronous;

    /** Connections whose commits survive power loss. */
    SqliteConnections(SqliteDialect dialect, Duration busyWait) {
        this(dialect, busyWait, Synchronous.FULL);
    }

    SqliteConnections(SqliteDialect dialect, Duration busyWait, Synchronous synchronous) {
        this.dialect = dialect;
        this.busyWait = busyWait;
        this.synchronous = synchronous;
    }

    /** A connection that may write. Makes the file a database in WAL mode if it is empty. */
    Session writer(Path file) throws SQLException {
        return configured(connect(file, "mode=rw"), this::configureFileWriter);
    }

    /** A connection that cannot write. The writer is open, so the files that WAL mode needs are there. */
    Session reader(Path file) throws SQLException {
        return configured(connect(file, "mode=ro"), connection -> set(connection, "query_only", "1"));
    }

    /** A connection that leaves no trace, for a file that nobody writes to. */
    Session immutable(Path file) throws SQLException {
        return new Session(connect(file, "mode=ro&immutable=1"));
    }

    /** A connection that changes nothing in a file that somebody writes to, or wrote to when he died. */
    Session passive(Path file) throws SQLException {
        return new Session(connect(file, "mode=ro"));
    }

    /** A new, empty database of this connection alone. */
    Session memory() throws SQLException {
        return configured(config().createConnection("jdbc:sqlite::memory:"), this::configure);
    }

    /** SQLite's own unit for waiting; at least one, since zero means not to wait at all. */
    static int toBusyMillis(long nanos) {
        return (int) Math.max(1, (nanos + 999_999) / 1_000_000);
    }

    private Connection connect(Path file, String parameters) throws SQLException {
        return config().createConnection("jdbc:sqlite:file://" + percentEncoded(file) + "?" + parameters);
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(toBusyMillis(busyWait.toNanos()));
        // A session is used by one thread at a time, so that SQLite's own lock, taken in every call, guards nothing.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        // Nobody asks for them, and the driver would prepare and run a query for them behind every insert.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private void configureFileWriter(Connection connection) throws SQLException {
        configure(connection);
        useWriteAheadLog(connection);
    }

    private void configure(Connection connection) throws SQLException {
        require(connection, "busy_timeout", Integer.toString(toBusyMillis(busyWait.toNanos())));
        require(connection, "encoding", "UTF-8");
        set(connection, "synchronous", synchronous.pragma());
        set(connection, "foreign_keys", "1");
    }

    /** Two processes that make the same store meet here, where SQLite does not wait by itself. */
    private void useWriteAheadLog(Connection connection) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                set(connection, "journal_mode", "wal");
                return;
            } catch (SQLException e) {
                if (dialect.classify(e) != FailureKind.BUSY || System.nanoTime() - start > busyWait.toNanos()) {
                    throw e;
                }
                LockSupport.parkNanos(WAL_RETRY_NANOS);
            }
        }
    }

    /** One statement each: the driver runs only the first of several. */
    private static void set(Connection connection, String pragma, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + pragma + " = " + value);
        }
        require(connection, pragma, value);
    }

    private static void require(Connection connection, String pragma, String expected) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
            String actual = row.next() ? row.getString(1) : "nothing";
            if (!actual.equals(expected)) {
                throw new StoreUnavailableException(
                        "SQLite did not accept PRAGMA " + pragma + " = " + expected + ", it has " + actual
                                + "; the store must be on a local file system and have been made by praxis",
                        null);
            }
        }
    }

    private static Session configured(Connection connection, Configuration configuration) throws SQLException {
        try {
            configuration.apply(connection);
            return new Session(connection);
        } catch (SQLException | RuntimeException e) {
            try {
                connection.close();
            } catch (SQLException close) {
                e.addSuppressed(close);
            }
            throw e;
        }
    }

    /** As RFC 3986 has it, so that no character of a path means anything to SQLite or to the driver. */
    private static String percentEncoded(Path file) {
        StringBuilder out = new StringBuilder();
        for (byte b : file.toString().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c == '/' || c == '.' || c == '_' || c == '-' || (c < 0x80 && Character.isLetterOrDigit(c))) {
                out.append(c);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return out.toString();
    }

    @FunctionalInterface
    private interface Configuration {
        void apply(Connection connection) throws SQLException;
    }
}
