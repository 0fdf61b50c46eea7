package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.Sha256;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.SchemaVersion;
import dev.praxis.api.store.SelfCheckingStore;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.archive.StoreExport;
import dev.praxis.api.store.archive.StoreVerifier;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that is opened to be read only: all of it can be read, and nothing of it or beside it changes. */
@Timeout(60)
class ReadOnlyTest {

    private static final StoreOptions READING = StoreOptions.defaults().forReading();
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theStoreOfEachSchemaVersionIsReadAsItIs(int version) throws IOException {
        Files.copy(GOLDEN.resolve("schema-" + version + ".db"), file());
        makeUnwritable();
        Map<String, String> before = state();
        try (Store store = Samples.open(file(), READING)) {
            assertArrayEquals(Files.readAllBytes(GOLDEN.resolve("record-1.jsonl")), export(store));
            assertEquals(
                    List.of(),
                    StoreVerifier.verify(store, null, FactQuery.MAX_LIMIT).findings());
            assertEquals(
                    new SchemaVersion(version, SqliteSchema.MIGRATIONS.size()),
                    ((SelfCheckingStore) store).schemaVersion());
            assertEquals(version > 1, store.capabilities().contains(Capability.VECTORS));
            assertEquals(before, state());
        }
        assertEquals(before, state());
    }

    @Test
    void whatWasChangedBehindTheTriggersOfAnOldStoreIsFound() throws Exception {
        Files.copy(GOLDEN.resolve("schema-2.db"), file());
        Samples.run(file(), "DROP INDEX entry_fact", "CREATE INDEX mine ON entry (actor)");
        try (Store store = Samples.open(file(), READING)) {
            List<String> found = StoreVerifier.verify(store, null, FactQuery.MAX_LIMIT).findings().stream()
                    .map(finding -> finding.what())
                    .toList();
            assertEquals(
                    List.of(
                            "index entry_fact is missing from the schema",
                            "index mine in the schema was not made by praxis"),
                    found);
        }
    }

    @Test
    void itIsReadBesideAWriterAndWhenTheWriterHasGone() throws IOException {
        Samples.open(file()).close();
        try (Store reader = Samples.open(file(), READING)) {
            assertEquals(0, reader.lastSequence());
            try (VersionedStore writer = Samples.open(file())) {
                writer.put(Samples.say(1));
                assertEquals(1, reader.lastSequence());
                writer.put(Samples.say(2));
                assertEquals(2, reader.history(Samples.KEY, 0, 9).size());
            }
            assertEquals(2, reader.lastSequence());
        }
    }

    @Test
    void whatAWriterLeftInItsLogWhenItDiedIsRead() throws IOException {
        Path died = directory.resolve("died.db");
        try (VersionedStore writer = Samples.open(file())) {
            writer.put(Samples.say(1));
            Files.copy(file(), died);
            Files.copy(directory.resolve("facts.db-wal"), directory.resolve("died.db-wal"));
        }
        byte[] log = Files.readAllBytes(directory.resolve("died.db-wal"));
        try (Store reader = Samples.open(died, READING)) {
            assertEquals(1, reader.lastSequence());
        }
        assertArrayEquals(log, Files.readAllBytes(directory.resolve("died.db-wal")));
    }

    @Test
    void aReadDuringWhichAWriterCameIsDoneAgain() throws IOException {
        Samples.open(file()).close();
        AtomicInteger reads = new AtomicInteger();
        try (ReadOnlyFile reader = reader();
                Holding holding = new Holding(file())) {
            long seen = reader.read(session -> {
                long rows = rows(session);
                if (reads.incrementAndGet() == 1) {
                    holding.put();
                }
                return rows;
            });
            assertEquals(1, seen);
            assertEquals(2, reads.get());
        }
    }

    @Test
    void aReadDuringWhichAWriterCameAndWentIsDoneAgainAndLeavesNothing() throws IOException {
        Samples.open(file()).close();
        Files.setLastModifiedTime(file(), FileTime.from(Instant.EPOCH));
        AtomicInteger reads = new AtomicInteger();
        try (ReadOnlyFile reader = reader()) {
            long seen = reader.read(session -> {
                long rows = rows(session);
                if (reads.incrementAndGet() == 1) {
                    try (VersionedStore writer = Samples.open(file())) {
                        writer.put(Samples.say(1));
                    }
                }
                return rows;
            });
            assertEquals(1, seen);
            assertEquals(2, reads.get());
        }
        assertEquals(List.of("facts.db", "facts.db-turn"), List.copyOf(state().keySet()));
    }

    @Test
    void thereIsNothingToReadInWhatIsBlankOrNew() throws IOException {
        assertThrows(StoreAbsentException.class, () -> Samples.open(file(), READING));
        Files.createFile(file());
        assertThrows(StoreAbsentException.class, () -> Samples.open(file(), READING));
        assertEquals(0, Files.size(file()));
        assertThrows(
                StoreAbsentException.class,
                () -> new SqliteStoreProvider().open(URI.create("sqlite::memory:"), READING));
    }

    /** A store that is opened by its first put, and stays open. */
    private static final class Holding implements AutoCloseable {
        private final Path file;
        private VersionedStore store;

        Holding(Path file) {
            this.file = file;
        }

        void put() {
            store = Samples.open(file);
            store.put(Samples.say(1));
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private ReadOnlyFile reader() {
        SqliteDialect dialect = new SqliteDialect();
        return new ReadOnlyFile(
                new StoreFile(file()),
                new SqliteConnections(dialect, Duration.ofSeconds(5)),
                new FailureTranslator(dialect, "under test"),
                Duration.ofSeconds(5));
    }

    private static long rows(Session session) throws SQLException {
        try (ResultSet row = session.prepare("SELECT count(*) FROM entry").executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    /** Nothing can be made in the directory; for a superuser only the comparison shows that nothing was. */
    private void makeUnwritable() throws IOException {
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r--r--"));
        Files.setLastModifiedTime(file(), FileTime.from(Instant.EPOCH));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
    }

    private Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                state.put(
                        file.getFileName().toString(),
                        Sha256.of(Files.readAllBytes(file)) + " " + Files.getLastModifiedTime(file) + " "
                                + Files.getPosixFilePermissions(file));
            }
        }
        return state;
    }

    private static byte[] export(Store store) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StoreExport.write(store, out);
        return out.toByteArray();
    }

    private Path file() {
        return directory.resolve("facts.db");
    }
}
