package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.ReplicaStore;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.api.store.archive.ExportReader;
import dev.praxis.api.store.archive.StoreExport;
import dev.praxis.api.store.archive.StoreImport;
import dev.praxis.api.store.archive.StoreVerifier;
import dev.praxis.testkit.ManualClock;
import dev.praxis.testkit.SequentialIds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that a release made, which every later one must be able to use. Once released they never change; a new schema version
 * adds a store with the same record. Before the release the store of the newest version is made, or made anew, with
 *
 * <pre>{@code
 * mvn -pl praxis-store-sqlite -am test -Dtest=GoldenStoreTest -Dpraxis.golden.write=true -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
class GoldenStoreTest {

    private static final String WRITE = "praxis.golden.write";
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Path EXPORT = GOLDEN.resolve("record-1.jsonl");

    @TempDir
    Path directory;

    @DisplayName("the store of each schema version opens, has the record that it had, verifies, and takes more")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @DisabledIfSystemProperty(named = WRITE, matches = "true")
    void theStoreOfEachSchemaVersion(int version) throws IOException {
        Path copy = Files.copy(database(version), directory.resolve("facts.db"));
        try (VersionedStore store = Samples.open(copy, StoreOptions.defaults().mustExist())) {
            assertArrayEquals(Files.readAllBytes(EXPORT), export(store));
            assertEquals(
                    List.of(),
                    StoreVerifier.verify(store, null, FactQuery.MAX_LIMIT).findings());
            long last = store.lastSequence();
            assertEquals(last + 1, store.put(Samples.say(9)).sequence());
        }
    }

    @DisplayName("an export of version 1 is imported, and gives the same export")
    @Test
    @DisabledIfSystemProperty(named = WRITE, matches = "true")
    void theExportOfVersion1() throws IOException {
        byte[] golden = Files.readAllBytes(EXPORT);
        try (Store store = Samples.open(directory.resolve("facts.db"))) {
            StoreImport.read(ExportReader.open(new ByteArrayInputStream(golden)), (ReplicaStore) store);
            assertArrayEquals(golden, export(store));
        }
    }

    @DisplayName("several who open an old store at once all get it")
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisabledIfSystemProperty(named = WRITE, matches = "true")
    void manyBringOneForward(int version) throws Exception {
        int openers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(openers);
        try {
            for (int round = 0; round < 15; round++) {
                Path copy = Files.copy(database(version), directory.resolve("facts-" + round + ".db"));
                CyclicBarrier start = new CyclicBarrier(openers);
                Callable<Long> open = () -> {
                    start.await();
                    try (Store store =
                            Samples.open(copy, StoreOptions.defaults().mustExist())) {
                        return store.lastSequence();
                    }
                };
                Set<Long> ends = new HashSet<>();
                for (Future<Long> opened : threads.invokeAll(Collections.nCopies(openers, open))) {
                    ends.add(opened.get());
                }
                assertEquals(1, ends.size(), ends.toString());
            }
        } finally {
            threads.shutdown();
        }
    }

    @DisplayName("a view of somebody's on the table stays when an old store is brought forward")
    @Test
    @DisabledIfSystemProperty(named = WRITE, matches = "true")
    void aViewStays() throws Exception {
        Path copy = Files.copy(database(2), directory.resolve("facts.db"));
        Samples.run(copy, "CREATE VIEW subjects AS SELECT DISTINCT subject FROM entry");
        List<String> before = Samples.dump(copy, "subjects");
        Samples.open(copy, StoreOptions.defaults()).close();
        assertEquals(
                SqliteSchema.MIGRATIONS.size(),
                Samples.dump(copy, "praxis_schema").size());
        assertEquals(before, Samples.dump(copy, "subjects"));
    }

    @DisplayName("what the copy of the table would take away or stumble over is named, and nothing is written")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX mine ON entry (actor)|index mine in the schema was not made by praxis|DROP INDEX mine",
                "CREATE TRIGGER mine AFTER INSERT ON entry BEGIN SELECT 1; END"
                        + "|trigger mine in the schema was not made by praxis|DROP TRIGGER mine",
                "CREATE TABLE note (seq INTEGER REFERENCES Entry (seq))"
                        + "|table note refers to it by a foreign key|DROP TABLE note",
                "CREATE TABLE Entry_3 (x)|table Entry_3 has a name that is needed|DROP TABLE Entry_3",
                "CREATE TABLE Entry_key (x)|table Entry_key has a name that is needed|DROP TABLE Entry_key",
            })
    @DisabledIfSystemProperty(named = WRITE, matches = "true")
    void whatIsInTheWayIsNamed(String obstacle) throws Exception {
        String[] parts = obstacle.split("\\|", 3);
        Path copy = Files.copy(database(2), directory.resolve("facts.db"));
        Samples.run(copy, parts[0]);
        List<String> schema = Samples.dump(copy, "sqlite_schema");
        StoreUnavailableException refusal =
                assertThrows(StoreUnavailableException.class, () -> Samples.open(copy, StoreOptions.defaults()));
        assertTrue(
                refusal.getMessage()
                        .contains("schema version 3, which copies table entry: " + parts[1] + "; nothing was"),
                refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
        assertEquals(schema, Samples.dump(copy, "sqlite_schema"));
        Samples.run(copy, parts[2]);
        try (VersionedStore store = Samples.open(copy, StoreOptions.defaults())) {
            assertArrayEquals(Files.readAllBytes(EXPORT), export(store));
        }
    }

    @DisplayName("there is a store of the schema that this release makes")
    @Test
    @DisabledIfSystemProperty(named = WRITE, matches = "true")
    void theNewestSchemaHasAStore() {
        assertTrue(Files.exists(database(SqliteSchema.MIGRATIONS.size())));
    }

    @DisplayName("makes the store of the schema that this release makes, and the record, anew")
    @Test
    @EnabledIfSystemProperty(named = WRITE, matches = "true")
    void write() throws IOException {
        Files.createDirectories(GOLDEN);
        Path file = directory.resolve("facts.db");
        ManualClock clock = new ManualClock(Samples.T0);
        try (VersionedStore store =
                Samples.open(file, StoreOptions.defaults().withClock(clock).withIds(new SequentialIds()))) {
            fill(store, clock);
            Files.write(EXPORT, export(store));
        }
        Path database = database(SqliteSchema.MIGRATIONS.size());
        Files.deleteIfExists(database);
        Files.copy(file, database);
    }

    private static Path database(int version) {
        return GOLDEN.resolve("schema-" + version + ".db");
    }

    /** Facts of hostile names, edges, retirements, requests; several of each. */
    private static void fill(VersionedStore store, ManualClock clock) {
        for (String text : Hostile.TEXTS) {
            String name =
                    text.substring(0, text.offsetByCodePoints(0, Math.min(20, text.codePointCount(0, text.length()))));
            store.put(said(new FactKey(name, name, name), "{\"text\":1,\"\u20ac\":[true,null,1e21,0.1,\"\\u0001\"]}"));
            clock.step(Duration.ofNanos(1_000));
        }
        EdgeKey edge = new EdgeKey("vm:1", "runs-on", "host:cp-1");
        store.write(WriteBatch.of(Write.put(said(edge, "{}")), Write.put(Samples.say(1)))
                .withIdempotencyKey(new IdempotencyKey("first \u20ac")));
        clock.step(Duration.ofDays(1));
        store.retire(new RetirementRequest(edge, Samples.T0.minusSeconds(1), "retirer", "over"));
        store.write(WriteBatch.of(Write.retire(Samples.end(Samples.KEY, 3)), Write.put(said(edge, "{\"port\":6443}")))
                .withIdempotencyKey(new IdempotencyKey("second")));
        store.put(Samples.say(4));
    }

    private static Assertion said(Key key, String json) {
        JsonObject value = CanonicalJson.parseObject(json);
        return new Assertion(key, value, Samples.T0.plusNanos(123_456_789), "tester", "because");
    }

    private static byte[] export(Store store) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StoreExport.write(store, out);
        return out.toByteArray();
    }
}
