package dev.praxis.benchmarks;

import dev.praxis.api.fact.FactKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The limit of a read: the statement that the store runs, prepared once, every column fetched, and nothing else. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // by @Setup
public class BareReads {

    private static final String BODY =
            "SELECT e.seq, e.id, e.kind, e.ordinal, e.revision, e.value, e.valid_from, e.actor, e.reason,"
                    + " e.content_hash, e.recorded_at";
    private static final String OF_KEY =
            " WHERE e.key_type = 'fact' AND e.subject = ? AND e.predicate = ? AND e.object = ?";
    private static final String LAST = " ORDER BY e.ordinal DESC LIMIT 1";
    private static final String ACTIVE = BODY + " FROM entry e" + OF_KEY + LAST;
    private static final String AS_OF = BODY + ", n.seq, n.valid_from, n.recorded_at, n.actor, n.reason"
            + " FROM entry e LEFT JOIN entry n ON n.key_type = e.key_type AND n.subject = e.subject"
            + " AND n.predicate = e.predicate AND n.object = e.object AND n.ordinal = e.ordinal + 1"
            + " AND CASE WHEN n.seq <= ? AND n.recorded_at <= ? THEN TRUE ELSE FALSE END"
            + " WHERE (e.seq) = (SELECT l.seq FROM entry l"
            + " WHERE l.key_type = 'fact' AND l.subject = ? AND l.predicate = ? AND l.object = ?"
            + " AND CASE WHEN l.kind = 'assertion' AND l.seq <= ? AND l.recorded_at <= ? AND l.valid_from <= ?"
            + " THEN TRUE ELSE FALSE END ORDER BY l.ordinal DESC LIMIT 1)";

    private Connection connection;
    private PreparedStatement active;
    private PreparedStatement asOf;

    /** Opens a connection beside the store, which is idle. */
    @Setup
    public void open(FilledStore filled) throws SQLException {
        connection = HandWritten.config().createConnection(filled.file.jdbcUrl());
        active = connection.prepareStatement(ACTIVE);
        asOf = connection.prepareStatement(AS_OF);
    }

    /** The last entry of a key; gives the sum of the lengths, so that no column is optimized away. */
    int active(FactKey key) throws SQLException {
        bind(active, 1, key);
        return read(active);
    }

    /** What was valid, in microseconds, with all that the store knew at a sequence; the same sum. */
    int asOf(FactKey key, long validAt, long sequence) throws SQLException {
        asOf.setLong(1, sequence);
        asOf.setLong(2, Long.MAX_VALUE);
        bind(asOf, 3, key);
        asOf.setLong(6, sequence);
        asOf.setLong(7, Long.MAX_VALUE);
        asOf.setLong(8, validAt);
        return read(asOf);
    }

    private static void bind(PreparedStatement statement, int first, FactKey key) throws SQLException {
        statement.setString(first, key.subject());
        statement.setString(first + 1, key.predicate());
        statement.setString(first + 2, key.factType());
    }

    private static int read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("no such entry");
            }
            int sum = 0;
            int columns = row.getMetaData().getColumnCount();
            for (int column = 1; column <= columns; column++) {
                sum += switch (column) {
                    case 1, 4, 5, 7, 11, 12, 13, 14 -> (int) row.getLong(column);
                    default -> row.getString(column).length();
                };
            }
            return sum;
        }
    }

    /** Closes it. */
    @TearDown
    public void close() throws SQLException {
        connection.close();
    }
}
