package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who owns the table, and leaves its triggers alone, cannot change history. */
@DisplayName("entry is append-only for every statement that PostgreSQL has")
class AppendOnlyTest extends InOwnSchema {

    private static final String COLUMNS =
            "(seq, id, kind, key_type, subject, predicate, object, ordinal, revision, value,"
                    + " valid_from, actor, reason, content_hash, recorded_at)";
    private static final String HASH = "'" + "0".repeat(64) + "'";
    private static final String KEY = "'assertion', 'fact', 'host:cp-1', 'memory', 'observed', ";
    private static final String LATE = ", '{}', 0, 'me', 'x', " + HASH + ", 9223372036854775807)";

    @BeforeEach
    void threeEntries() {
        try (VersionedStore store = Samples.open(server.location(schema))) {
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
                "UPDATE entry SET actor = 'me' WHERE seq = 99",
                "DELETE FROM entry",
                "DELETE FROM entry WHERE seq = 3",
                "DELETE FROM ONLY entry USING praxis_schema",
                "TRUNCATE entry",
                "TRUNCATE entry, praxis_schema CASCADE",
                "WITH gone AS (DELETE FROM entry RETURNING *) SELECT count(*) FROM gone"
            })
    void editsAreRefused(String sql) {
        refused("entry is append-only: no ", sql);
    }

    @DisplayName("a session that calls itself a replica, where ordinary triggers do not fire, is refused too")
    @Test
    void editsByReplicasAreRefused() {
        String replica = "SET session_replication_role = replica";
        refused("entry is append-only", replica, "DELETE FROM entry");
        refused("entry is append-only", replica, "TRUNCATE entry");
        refused(
                "seq is not above the last",
                replica,
                "INSERT INTO entry " + COLUMNS + " VALUES (1, 'new', " + KEY + "4, 3" + LATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ON CONFLICT DO NOTHING", " ON CONFLICT (seq) DO NOTHING"})
    void rowsThatStandInThePlaceOfOthersAreRefused(String conflict) {
        String insert = "INSERT INTO entry " + COLUMNS + " VALUES (";
        refused("seq is not above the last", insert + "1, 'new', " + KEY + "4, 3" + LATE + conflict);
        refused("seq is not above the last", insert + "3, 'new', " + KEY + "4, 3" + LATE + conflict);
        refused("null value", insert + "NULL, 'new', " + KEY + "4, 3" + LATE + conflict);
        refused("id is taken", insert + "4, (SELECT id FROM entry WHERE seq = 1), " + KEY + "4, 3" + LATE + conflict);
        refused("ordinal is not the next", insert + "4, 'new', " + KEY + "2, 3" + LATE + conflict);
        refused("ordinal is not the next", insert + "4, 'new', " + KEY + "5, 3" + LATE + conflict);
        refused("ordinal is not the next", insert + "4, 'new', " + KEY + "NULL, 3" + LATE + conflict);
        refused("revision is not the next", insert + "4, 'new', " + KEY + "4, 4" + LATE + conflict);
        refused("revision is not the next", insert + "4, 'new', " + KEY + "4, 2" + LATE + conflict);
        refused(
                "place in the request is taken",
                insert.replace(")", ", request_key, request_place)") + "4, 'new', " + KEY + "4, 3"
                        + LATE.replace(")", ", 'asked', 1)") + conflict);
        refused(
                "recorded_at is before the last",
                insert + "4, 'new', " + KEY + "4, 3, '{}', 0, 'me', 'x', " + HASH + ", 0)" + conflict);
        refused(
                "does not follow the fact",
                insert + "4, NULL, 'retirement', 'fact', 'host:cp-1', 'memory', 'observed', 4, 2, NULL, 0, 'me', 'x', "
                        + HASH + ", 9223372036854775807)" + conflict);
        refused(
                "does not follow the fact",
                insert + "4, NULL, 'retirement', 'fact', 'host:new', 'memory', 'observed', 1, 1, NULL, 0, 'me', 'x', "
                        + HASH + ", 9223372036854775807)" + conflict);
    }

    @Test
    void upsertIsRefused() {
        refused(
                "entry is append-only: no update",
                "INSERT INTO entry " + COLUMNS + " VALUES (4, 'new', " + KEY + "4, 3" + LATE
                        + " ON CONFLICT (seq) DO UPDATE SET value = '{}'");
    }

    @DisplayName("a snapshot from before the last commit cannot be inserted from")
    @ParameterizedTest
    @ValueSource(strings = {"REPEATABLE READ", "SERIALIZABLE"})
    void oldSnapshotsAreRefused(String isolation) {
        refused(
                "not read committed",
                "BEGIN ISOLATION LEVEL " + isolation,
                "INSERT INTO entry " + COLUMNS + " VALUES (4, 'new', " + KEY + "4, 3" + LATE);
    }

    @DisplayName("a table of the same name in the search path does not deceive the triggers")
    @Test
    void temporaryTablesDoNotDeceive() {
        String real = schema + ".entry ";
        for (String place : new String[] {"1, 'new', ", "4, (SELECT id FROM " + real + "WHERE seq = 1), "}) {
            refused(
                    "append-only",
                    "CREATE TEMPORARY TABLE entry (LIKE " + real + ")",
                    "INSERT INTO " + real + COLUMNS + " VALUES (" + place + KEY + "4, 3" + LATE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UPDATE praxis_schema SET checksum = 'x'", "DELETE FROM praxis_schema", "TRUNCATE praxis_schema"
            })
    void theSchemaVersionDoesNotGoBack(String sql) {
        refused("praxis_schema is brought forward by its owner only", sql);
    }

    @Test
    void theNextEntryIsAccepted() throws SQLException {
        server.tryRun(schema, "INSERT INTO entry " + COLUMNS + " VALUES (4, 'new', " + KEY + "4, 3" + LATE);
        assertEquals(4, dump().size() - PostgresSchema.MIGRATIONS.size());
    }

    private void refused(String why, String... statements) {
        List<String> before = dump();
        SQLException refusal =
                assertThrows(SQLException.class, () -> server.tryRun(schema, statements), String.join(";", statements));
        assertTrue(
                refusal.getMessage().contains(why), () -> String.join(";", statements) + ": " + refusal.getMessage());
        assertEquals(before, dump(), String.join(";", statements));
    }

    private List<String> dump() {
        List<String> rows = new ArrayList<>(server.query(schema, "SELECT * FROM entry ORDER BY seq"));
        rows.addAll(server.query(schema, "SELECT * FROM praxis_schema"));
        return rows;
    }
}
