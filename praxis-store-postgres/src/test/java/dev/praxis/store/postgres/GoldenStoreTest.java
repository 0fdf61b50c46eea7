package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.archive.StoreExport;
import dev.praxis.api.store.archive.StoreVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores that earlier releases made, which every later one must be able to use. Dumps of PostgreSQL 15 ({@code pg_dump --inserts
 * --no-owner --no-privileges}, without comments and empty lines), of a store in schema {@code golden_store} with the record that
 * the files of SQLite have, too. Once released they never change; a release with a new schema version adds that of the one before.
 */
class GoldenStoreTest extends InOwnSchema {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Path EXPORT =
            Path.of("..", "praxis-store-sqlite").resolve(GOLDEN).resolve("record-1.jsonl");

    @DisplayName("the store of each schema version opens, has the record that it had, verifies, and takes more")
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theStoreOfEachSchemaVersion(int version) throws IOException {
        restore(version);
        assertIsTheRecord(StoreOptions.defaults().forReading());
        assertIsTheRecord(StoreOptions.defaults());
        try (VersionedStore store = Samples.open(server.location(schema))) {
            long last = store.lastSequence();
            assertEquals(last + 1, store.put(Samples.say(9)).sequence());
        }
    }

    private void assertIsTheRecord(StoreOptions options) throws IOException {
        try (Store store = Samples.open(server.location(schema), options)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            StoreExport.write(store, out);
            assertArrayEquals(Files.readAllBytes(EXPORT), out.toByteArray());
            assertEquals(
                    List.of(),
                    StoreVerifier.verify(store, null, FactQuery.MAX_LIMIT).findings());
        }
    }

    @DisplayName("several who open an old store at once all get it")
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void manyBringOneForward(int version) throws Exception {
        restore(version);
        int openers = 4;
        CyclicBarrier start = new CyclicBarrier(openers);
        Callable<Long> open = () -> {
            start.await();
            try (Store store = Samples.open(server.location(schema))) {
                return store.lastSequence();
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(openers);
        try {
            Set<Long> ends = new HashSet<>();
            for (Future<Long> opened : threads.invokeAll(Collections.nCopies(openers, open))) {
                ends.add(opened.get());
            }
            assertEquals(1, ends.size(), ends.toString());
        } finally {
            threads.shutdown();
        }
    }

    @DisplayName("what is in the way of a new schema version is named, and nothing is written")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | CREATE TABLE embedding (x INTEGER) | relation embedding",
                "1 | CREATE VIEW vector_space AS SELECT 1 AS name | relation vector_space",
                "2 | CREATE TABLE entry_of_key_3 (x INTEGER) | relation entry_of_key_3",
                "2 | CREATE TABLE note (k BYTEA, o BIGINT, FOREIGN KEY (k, o) REFERENCES entry (key_digest, ordinal))"
                        + " | note refers to table entry"
            })
    void whatIsInTheWayIsNamed(int version, String sql, String named) throws IOException {
        restore(version);
        server.run(schema, sql);
        List<String> before = server.query(schema, "SELECT relname FROM pg_class ORDER BY 1");
        StoreUnavailableException refused =
                assertThrows(StoreUnavailableException.class, () -> Samples.open(server.location(schema)));
        assertTrue(refused.getMessage().contains(named), refused.getMessage());
        assertEquals(before, server.query(schema, "SELECT relname FROM pg_class ORDER BY 1"));
    }

    @Test
    void theSchemaOfVersionThreeNeverChanges() {
        assertEquals(
                "523a15a616d22f6c507cc087f953d2e5b7dd5597c2e8c178f81ae9cc1e209683",
                PostgresSchema.MIGRATIONS.get(2).checksum().hex());
    }

    private void restore(int version) throws IOException {
        server.dropSchema(schema);
        String dump = Files.readString(GOLDEN.resolve("schema-" + version + ".sql"));
        server.run("public", dump.replace("golden_store", schema));
    }
}
