package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
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
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody takes the triggers away, edits, and puts them back. */
class TamperedStoreTest {

    private static final String TRIGGERS =
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'entry'";

    @TempDir
    Path directory;

    private Path file;
    private Checkpoint before;

    @BeforeEach
    void sevenEntries() {
        file = directory.resolve("facts.db");
        FactKey b = new FactKey("host:b", "memory", "observed");
        EdgeKey edge = new EdgeKey("vm:1", "runs-on", "host:b");
        try (VersionedStore store = Samples.open(file)) {
            store.put(Samples.say(1));
            store.write(WriteBatch.of(Write.put(Samples.say(2)), Write.put(Samples.say(b, 3)))
                    .withIdempotencyKey(new IdempotencyKey("asked")));
            store.retire(Samples.end(Samples.KEY, 4));
            store.put(new Assertion(edge, JsonObject.EMPTY, Samples.T0, "tester", "because"));
            store.put(Samples.say(new FactKey("host:c", "memory", "observed"), 6));
            store.put(Samples.say(new FactKey("host:d", "memory", "observed"), 7));
        }
        VerificationReport report = verify(null);
        assertEquals(List.of(), report.findings());
        assertEquals(7, report.changes());
        before = report.checkpoint();
    }

    @DisplayName("every edit of a row is found, by itself or by a checkpoint")
    @ParameterizedTest
    @CsvFileSource(resources = "/tampering.csv", delimiter = '|', quoteCharacter = '\u0007')
    void anEditIsFound(String sql, String finding, boolean inCheckpoint) throws SQLException {
        behindTheTriggers(sql);
        boolean isSilent = finding.equals("\"\"");
        assertFound(isSilent ? null : finding, verify(null));
        assertEquals(inCheckpoint || !isSilent, !verify(before).isIntact(), "with a checkpoint");
    }

    @DisplayName("a trigger or index that was removed, changed or added is found")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TRIGGER entry_append; CREATE TRIGGER entry_append BEFORE INSERT ON entry BEGIN SELECT 1; END"
                        + " | trigger entry_append in the schema was changed",
                "CREATE TRIGGER late AFTER INSERT ON entry BEGIN SELECT 1; END | trigger late in the schema was not made",
                "DROP INDEX entry_fact | index entry_fact is missing",
                "CREATE TABLE other (x) | table other in the schema was not made"
            })
    void aChangedSchemaIsFound(String sql, String finding) throws SQLException {
        Samples.run(file, sql.split("(?<!1); "));
        assertFound(finding, verify(before));
    }

    @DisplayName("a store without one of its triggers is not opened; who has it open finds it")
    @ParameterizedTest
    @ValueSource(strings = {"entry_append", "entry_no_update", "entry_no_delete", "embedding_append"})
    void aStoreWithoutATrigger(String trigger) throws SQLException {
        try (Store store = Samples.open(file)) {
            Samples.run(file, "DROP TRIGGER " + trigger);
            assertFound("trigger " + trigger + " is missing", StoreVerifier.verify(store, before, FactQuery.MAX_LIMIT));
        }
        StoreCorruptException refused = assertThrows(StoreCorruptException.class, () -> verify(before));
        assertTrue(refused.getMessage().contains("are gone: " + trigger), refused.getMessage());
    }

    @DisplayName("a page of the file that was overwritten is found")
    @Test
    void aDamagedFileIsFound() throws IOException, SQLException {
        Samples.run(file, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode = WAL");
        String page = Samples.dump(file, "(SELECT rootpage FROM sqlite_schema WHERE name = 'entry_fact')")
                .get(0);
        long offset = (Long.parseLong(page.replace("|", "")) - 1) * 4096L;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] all = new byte[4096];
            bytes.seek(offset);
            bytes.readFully(all);
            // A part of a key in the index: the tree stays sound, and no longer fits the table.
            int at = new String(all, StandardCharsets.ISO_8859_1).indexOf("host:c");
            bytes.seek(offset + at);
            bytes.write("host:x".getBytes(StandardCharsets.ISO_8859_1));
        }
        assertFound("SQLite finds the file damaged", verify(before));
    }

    @DisplayName("random bytes in any page of the entries are findings of one line each, not an exception")
    @Test
    void randomBytesInAPageAreFound() throws IOException, SQLException {
        Samples.run(file, "PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] sound = Files.readAllBytes(file);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (String page :
                Samples.dump(file, "(SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'entry' AND rootpage > 0)")) {
            int start = (Integer.parseInt(page.replace("|", "")) - 1) * 4096;
            for (int length : new int[] {8, 200, 200, 200, 1000, 4096}) {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                byte[] damaged = sound.clone();
                System.arraycopy(noise, 0, damaged, start + random.nextInt(4097 - length), length);
                Files.write(file, damaged);
                String where = "seed " + seed + ", " + length + " bytes in the page at " + start;
                VerificationReport report = assertDoesNotThrow(() -> verify(before), where);
                // A few bytes may fall where nothing is kept.
                assertTrue(length < 4096 || !report.isIntact(), where);
                for (StoreFinding finding : report.findings()) {
                    assertEquals(1, finding.what().lines().count(), where + ": " + finding);
                }
            }
        }
    }

    @DisplayName("what is found in a row names the key")
    @Test
    void aFindingNamesTheKey() throws SQLException {
        behindTheTriggers("UPDATE entry SET value = '{\"n\": 6}' WHERE seq = 6");
        assertEquals(
                List.of(new StoreFinding(
                        6, new FactKey("host:c", "memory", "observed"), "its value is not kept in canonical form")),
                verify(null).findings());
    }

    private VerificationReport verify(@Nullable Checkpoint expected) {
        try (Store store = Samples.open(file)) {
            return StoreVerifier.verify(store, expected, FactQuery.MAX_LIMIT);
        }
    }

    private static void assertFound(@Nullable String finding, VerificationReport report) {
        List<String> found = report.findings().stream().map(StoreFinding::what).toList();
        if (finding == null) {
            assertEquals(List.of(), found);
        } else {
            assertTrue(found.stream().anyMatch(what -> what.contains(finding)), found.toString());
        }
    }

    private void behindTheTriggers(String sql) throws SQLException {
        List<String> statements = new ArrayList<>();
        List<String> restore = new ArrayList<>();
        for (String row : Samples.dump(file, "(" + TRIGGERS + ")")) {
            statements.add("DROP TRIGGER " + row.substring(0, row.indexOf('|')));
            restore.add(row.substring(row.indexOf('|') + 1, row.length() - 1));
        }
        assertEquals(3, restore.size());
        statements.add(sql);
        statements.addAll(restore);
        Samples.run(file, statements.toArray(String[]::new));
    }
}
