package dev.praxis.benchmarks;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.FactKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The same record as {@link Facts#fill}, put into a new store by thousands and behind the back of its trigger: a million facts one
 * after another take minutes, and it is not writing that is measured.
 */
final class PostgresFill {

    private static final int ROWS = 1000;

    private static final String INSERT =
            "INSERT INTO entry (seq, id, kind, key_type, subject, predicate, object, ordinal,"
                    + " revision, value, valid_from, actor, reason, content_hash, recorded_at)"
                    + " SELECT r.seq, 'fact-' || r.seq, 'assertion', 'fact', r.subject, ?, ?, ?, ?, r.value, ?, ?, ?, r.hash, ? + r.seq"
                    + " FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) AS r (seq, subject, value, hash)";

    private PostgresFill() {}

    static void fill(Connection connection, int keys, int revisions) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE entry DISABLE TRIGGER entry_append");
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (int revision = 1; revision <= revisions; revision++) {
                    for (int first = 0; first < keys; first += ROWS) {
                        insert(insert, revision, first, Math.min(ROWS, keys - first), keys);
                    }
                }
            }
            statement.execute("ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_append");
            statement.execute("VACUUM (ANALYZE) entry");
            statement.execute("CHECKPOINT");
        }
    }

    private static void insert(PreparedStatement insert, int revision, int first, int rows, int keys)
            throws SQLException {
        Long[] sequences = new Long[rows];
        String[] subjects = new String[rows];
        String[] values = new String[rows];
        String[] hashes = new String[rows];
        for (int i = 0; i < rows; i++) {
            Assertion reading = Facts.reading(Facts.key(first + i), revision);
            sequences[i] = (revision - 1L) * keys + first + i + 1;
            subjects[i] = reading.key().subject();
            values[i] = reading.value().toString();
            hashes[i] = reading.contentHash().hex();
        }
        FactKey key = Facts.key(first);
        Assertion any = Facts.reading(key, revision);
        insert.setString(1, key.predicate());
        insert.setString(2, key.factType());
        insert.setLong(3, revision);
        insert.setLong(4, revision);
        insert.setLong(5, UtcMicros.toEpochMicros(any.validFrom()));
        insert.setString(6, any.actor());
        insert.setString(7, any.reason());
        insert.setLong(8, UtcMicros.toEpochMicros(Facts.T0));
        insert.setArray(9, insert.getConnection().createArrayOf("bigint", sequences));
        insert.setArray(10, insert.getConnection().createArrayOf("text", subjects));
        insert.setArray(11, insert.getConnection().createArrayOf("text", values));
        insert.setArray(12, insert.getConnection().createArrayOf("text", hashes));
        insert.executeUpdate();
    }
}
