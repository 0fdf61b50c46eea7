package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreFinding;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.api.store.archive.Checkpoint;
import dev.praxis.api.store.archive.StoreVerifier;
import dev.praxis.api.store.archive.VerificationReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The owner of the table takes the triggers away, edits, and puts them back. The edits are those of the tests of SQLite. */
class TamperedStoreTest extends InOwnSchema {

    private Checkpoint before;

    @BeforeEach
    void sevenEntries() {
        FactKey b = new FactKey("host:b", "memory", "observed");
        EdgeKey edge = new EdgeKey("vm:1", "runs-on", "host:b");
        try (VersionedStore store = Samples.open(server.location(schema))) {
            store.put(Samples.say(1));
            store.write(WriteBatch.of(Write.put(Samples.say(2)), Write.put(Samples.say(b, 3)))
                    .withIdempotencyKey(new IdempotencyKey("asked")));
            store.retire(Samples.end(Samples.KEY, 4));
            store.put(new Assertion(edge, JsonObject.EMPTY, Samples.T0, "tester", "because"));
            store.put(Samples.say(new FactKey("host:c", "memory", "observed"), 6));
            store.put(Samples.say(new FactKey("host:d", "memory", "observed"), 7));
            VerificationReport report = verify(store, null);
            assertEquals(List.of(), report.findings());
            assertEquals(7, report.changes());
            before = report.checkpoint();
        }
    }

    @DisplayName("every edit of a row is found, by itself or by a checkpoint")
    @ParameterizedTest
    @CsvFileSource(
            files = "../praxis-store-sqlite/src/test/resources/tampering.csv",
            delimiter = '|',
            quoteCharacter = '\u0007')
    void anEditIsFound(String sql, String finding, boolean inCheckpoint) {
        server.run(
                schema,
                "ALTER TABLE entry DISABLE TRIGGER ALL",
                sql,
                "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_append",
                "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_no_change");
        boolean isSilent = finding.equals("\"\"");
        try (Store store = Samples.open(server.location(schema))) {
            assertFound(isSilent ? null : finding, verify(store, null));
            assertEquals(inCheckpoint || !isSilent, !verify(store, before).isIntact(), "with a checkpoint");
        }
    }

    @DisplayName("a table that goes while the store is open is damage, and so it is said")
    @Test
    void aTableThatIsGone() {
        try (VersionedStore store = Samples.open(server.location(schema))) {
            server.run(schema, "DROP TABLE entry CASCADE");
            assertThrows(StoreCorruptException.class, () -> store.active(Samples.KEY));
            assertThrows(StoreCorruptException.class, () -> store.put(Samples.say(8)));
        }
    }

    @DisplayName("each function that the migrations make is compared")
    @Test
    void everyFunctionIsCompared() {
        try (Store store = Samples.open(server.location(schema))) {
            server.run(
                    schema,
                    "UPDATE pg_proc SET prosrc = 'BEGIN END' WHERE pronamespace = current_schema()::regnamespace"
                            + " AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql')");
            List<String> found = verify(store, before).findings().stream()
                    .map(StoreFinding::what)
                    .toList();
            for (String function : PostgresSchema.FUNCTIONS.keySet()) {
                assertTrue(found.contains(function + " in the schema was changed"), found.toString());
            }
        }
    }

    @DisplayName("a trigger, function, index or constraint that was removed, changed or added is found")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE entry DISABLE TRIGGER entry_append | trigger entry.entry_append in the schema was changed",
                "DROP TRIGGER entry_no_change ON entry | trigger entry.entry_no_change is missing",
                "DROP TRIGGER praxis_schema_guard ON praxis_schema | praxis_schema_guard is missing",
                "CREATE OR REPLACE FUNCTION entry_append() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
                        + " | function entry_append in the schema was changed",
                "CREATE TRIGGER late AFTER INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_append()"
                        + " | trigger entry.late in the schema was not made",
                "CREATE RULE swallow AS ON INSERT TO entry DO INSTEAD NOTHING"
                        + " | rule entry.swallow in the schema was not made",
                "DROP INDEX entry_fact | index entry_fact is missing",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'entry_fact'::regclass"
                        + " | index entry_fact in the schema was changed",
                "DROP INDEX entry_request; CREATE INDEX entry_request ON entry (request_key, request_place)"
                        + " WHERE request_key IS NOT NULL | index entry_request in the schema was changed",
                "DROP INDEX entry_outgoing; CREATE INDEX entry_outgoing ON entry (subject, object, predicate)"
                        + " WHERE ordinal = 1 AND key_type = 'edge' | index entry_outgoing in the schema was changed",
                "ALTER TABLE entry DROP CONSTRAINT entry_kind_check | constraints of kind c in the schema was changed"
            })
    void aChangedSchemaIsFound(String sql, String finding) {
        try (Store store = Samples.open(server.location(schema))) {
            server.run(schema, sql);
            assertFound(finding, verify(store, before));
        }
    }

    private static VerificationReport verify(Store store, @Nullable Checkpoint expected) {
        return StoreVerifier.verify(store, expected, FactQuery.MAX_LIMIT);
    }

    private static void assertFound(@Nullable String finding, VerificationReport report) {
        List<String> found = report.findings().stream().map(StoreFinding::what).toList();
        if (finding == null) {
            assertEquals(List.of(), found);
        } else {
            assertTrue(found.stream().anyMatch(what -> what.contains(finding)), found.toString());
        }
    }
}
