package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody with a SQLite shell and no triggers of his own cannot change history. */
@DisplayName("entry is append-only for every statement that SQLite has")
class AppendOnlyTest {

    private static final String COLUMNS =
            "(seq, id, kind, key_type, subject, predicate, object, ordinal, revision, value,"
                    + " valid_from, actor, reason, content_hash, recorded_at)";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void threeEntries() {
        file = directory.resolve("facts.db");
        try (VersionedStore store = Samples.open(file)) {
            store.put(Samples.say(1));
            store.write(WriteBatch.of(Write.put(Samples.say(2))).withIdempotencyKey(new IdempotencyKey("asked")));
            store.retire(Samples.end(Samples.KEY, 3));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE entry SET value = '{}'",
                "UPDATE entry SET actor = 'me' WHERE seq = 1",
                "UPDATE OR REPLACE entry SET seq = 1 WHERE seq = 2",
                "UPDATE OR REPLACE entry SET id = (SELECT id FROM entry WHERE seq = 1) WHERE seq = 2",
                "UPDATE OR IGNORE entry SET reason = 'x'",
                "DELETE FROM entry",
                "DELETE FROM entry WHERE seq = 3"
            })
    void editsAreRefused(String sql) throws SQLException {
        refused(sql, "entry is append-only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT OR REPLACE", "REPLACE", "INSERT", "INSERT OR IGNORE", "INSERT OR FAIL"})
    void rowsThatStandInThePlaceOfOthersAreRefused(String verb) throws SQLException {
        String rest = "'assertion', 'fact', 'host:cp-1', 'memory', 'observed', ";
        String end = ", '{}', 0, 'me', 'x', 'x', 9223372036854775807)";
        String insert = verb + " INTO entry " + COLUMNS + " VALUES (";
        refused(insert + "1, 'new', " + rest + "4, 3" + end, "seq is not above the last");
        refused(insert + "3, 'new', " + rest + "4, 3" + end, "seq is not above the last");
        refused(insert + "NULL, 'new', " + rest + "4, 3" + end, "seq is not above the last");
        refused(insert + "4, (SELECT id FROM entry WHERE seq = 1), " + rest + "4, 3" + end, "id is taken");
        refused(insert + "4, 'new', " + rest + "2, 3" + end, "ordinal is not the next");
        refused(insert + "4, 'new', " + rest + "5, 3" + end, "ordinal is not the next");
        refused(insert + "4, 'new', " + rest + "4, 4" + end, "revision is not the next");
        refused(insert + "4, 'new', " + rest + "4, 2" + end, "revision is not the next");
        refused(
                insert.replace(")", ", request_key, request_place)") + "4, 'new', " + rest + "4, 3"
                        + end.replace(")", ", 'asked', 1)"),
                "place in the request is taken");
        refused(insert + "4, 'new', " + rest + "4, 3, '{}', 0, 'me', 'x', 'x', 0)", "recorded_at is before the last");
        refused(
                insert + "4, NULL, 'retirement', 'fact', 'host:cp-1', 'memory', 'observed', 4, 2, NULL"
                        + ", 0, 'me', 'x', 'x', 9223372036854775807)",
                "does not follow the fact");
    }

    @Test
    void upsertIsRefused() throws SQLException {
        refused(
                "INSERT INTO entry " + COLUMNS
                        + " SELECT seq, id, kind, key_type, subject, predicate, object, ordinal, revision, value,"
                        + " valid_from, actor, reason, content_hash, recorded_at FROM entry WHERE seq = 1"
                        + " ON CONFLICT (seq) DO UPDATE SET value = '{}'",
                "append-only");
        refused(
                "INSERT INTO entry " + COLUMNS
                        + " SELECT 9, id, kind, key_type, subject, predicate, object, ordinal, revision,"
                        + " value, valid_from, actor, reason, content_hash, 9223372036854775807 FROM entry WHERE seq = 1"
                        + " ON CONFLICT (id) DO UPDATE SET value = '{}'",
                "append-only");
    }

    @Test
    void whatIsNoLongIsRefused() throws SQLException {
        String insert = "INSERT INTO entry " + COLUMNS
                + " VALUES (4, 'new', 'assertion', 'fact', 'host:cp-1', 'memory'," + " 'observed', 4, 3, '{}', ";
        refused(insert + "'abc', 'me', 'x', 'x', 9223372036854775807)", "cannot store TEXT value");
        refused(insert + "9223372036854775808, 'me', 'x', 'x', 9223372036854775807)", "cannot store REAL value");
    }

    @Test
    void theNextEntryIsAccepted() throws SQLException {
        Samples.run(
                file,
                "INSERT INTO entry " + COLUMNS
                        + " VALUES (4, 'new', 'assertion', 'fact', 'host:cp-1', 'memory', 'observed',"
                        + " 4, 3, '{}', 0, 'me', 'x', '" + "0".repeat(64) + "', 9223372036854775)");
        assertEquals(4, Samples.dump(file, "entry").size());
    }

    private void refused(String sql, String why) throws SQLException {
        List<String> before = Samples.dump(file, "entry");
        assertEquals(3, before.size());
        SQLException refusal = assertThrows(SQLException.class, () -> Samples.run(file, sql), sql);
        assertTrue(refusal.getMessage().contains(why), () -> sql + ": " + refusal.getMessage());
        assertEquals(before, Samples.dump(file, "entry"), sql);
    }
}
