package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.NotAStoreException;
import dev.praxis.api.store.SchemaTooNewException;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.WriteTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What is refused keeps its bytes, times and permissions, and nothing appears beside it. */
class RefusedFilesTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 99, 100, 511, 512, 4096, 10_000})
    void bytesThatAreNoDatabase(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        refused(NotAStoreException.class, Files.write(file(), bytes), "is not a praxis store");
    }

    @Test
    void aTextFile() throws IOException {
        refused(NotAStoreException.class, Files.writeString(file(), "SQLite format 3\n".repeat(400)), "not a SQLite");
    }

    @Test
    void aDatabaseOfSomebodyElse() throws Exception {
        Samples.run(file(), "CREATE TABLE shopping (item TEXT)", "INSERT INTO shopping VALUES ('milk')");
        refused(NotAStoreException.class, file(), "other tables");
    }

    @Test
    void aDatabaseOfSomebodyElseInWalMode() throws Exception {
        Samples.run(file(), "PRAGMA journal_mode = WAL", "CREATE TABLE shopping (item TEXT)");
        refused(NotAStoreException.class, file(), "other tables");
    }

    @Test
    void aDatabaseOfSomebodyElseWhoIsWritingToIt() throws Exception {
        try (Connection other = Samples.raw(file());
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE shopping (item TEXT)");
            refused(NotAStoreException.class, file(), "other tables");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 4096})
    void aSmallDatabaseOfSomebodyElseWhoKeepsHisJournal(int pageSize) throws Exception {
        Samples.run(
                file(),
                "PRAGMA page_size = " + pageSize,
                "PRAGMA journal_mode = PERSIST",
                "CREATE VIEW shopping AS SELECT 1");
        assertEquals(pageSize, Files.size(file()));
        assertTrue(Files.exists(directory.resolve("facts.db-journal")));
        refused(NotAStoreException.class, file(), "other tables");
    }

    @Test
    void aDatabaseThatAnotherApplicationMarkedAndWhoseJournalItKeeps() throws Exception {
        Samples.run(file(), "PRAGMA journal_mode = PERSIST", "PRAGMA application_id = 42");
        assertTrue(Files.exists(directory.resolve("facts.db-journal")));
        refused(NotAStoreException.class, file(), "another application");
    }

    @Test
    void aSmallDatabaseOfSomebodyElseWhoDiedWhileWriting() throws Exception {
        Samples.run(file(), "PRAGMA page_size = 1024", "CREATE TABLE shopping (item TEXT)");
        byte[] before = Files.readAllBytes(file());
        byte[] journal;
        try (Connection other = Samples.raw(file());
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA cache_size = 1");
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("INSERT INTO shopping VALUES (hex(zeroblob(20000)))");
            journal = Files.readAllBytes(directory.resolve("facts.db-journal"));
        }
        Path died = directory.resolve("died.db");
        Files.write(died, before);
        Files.write(directory.resolve("died.db-journal"), journal);
        refused(StoreUnavailableException.class, died, "Hot journal");
    }

    @DisplayName("what was read while somebody wrote, and had gone again, is not believed")
    @Test
    void aStoreThatIsBroughtForwardWhileItIsLookedAt() throws IOException {
        Samples.open(file()).close();
        SqliteDialect reading = new SqliteDialect() {
            private boolean again;

            @Override
            public boolean tableExists(Session session, String name) throws SQLException {
                if (!again) {
                    again = true;
                    touch(file());
                    throw new SQLiteException("half of a change", SQLiteErrorCode.SQLITE_CORRUPT);
                }
                return super.tableExists(session, name);
            }
        };
        SchemaMigrator migrator =
                new SchemaMigrator(reading, SqliteSchema.MIGRATIONS, InstantSource.system(), "under test");
        StoreInspection inspection = new StoreInspection(
                new StoreFile(file()),
                new SqliteConnections(reading, Duration.ofSeconds(5)),
                migrator,
                new FailureTranslator(reading, "under test"));
        assertEquals(SqliteSchema.MIGRATIONS.size(), inspection.findVersion());
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDatabaseThatBecameSomebodyElsesAfterItWasLookedAt() throws Exception {
        SqliteDialect dialect = new SqliteDialect();
        InstantSource clock = InstantSource.system();
        SqliteConnections connections = new SqliteConnections(dialect, Duration.ofSeconds(5));
        SchemaMigrator migrator = new SchemaMigrator(dialect, SqliteSchema.MIGRATIONS, clock, "under test");
        FailureTranslator failures = new FailureTranslator(dialect, "under test");
        StoreFile blank = new StoreFile(Files.createFile(file()));
        StoreInspection inspection = new StoreInspection(blank, connections, migrator, failures);
        assertEquals(0, inspection.findVersion());
        Samples.run(file(), "CREATE TABLE shopping (item TEXT)");
        WriteTransaction migration = new WriteTransaction(new InspectingDialect(inspection), failures);
        try (Session session = connections.writer(file())) {
            assertThrows(NotAStoreException.class, () -> migrator.migrate(session, migration));
            assertFalse(dialect.tableExists(session, SchemaMigrator.TABLE));
            session.execute("BEGIN IMMEDIATE"); // no transaction was left open
        }
    }

    @Test
    void aDatabaseThatOnlySharesTheNameOfATable() throws Exception {
        Samples.run(file(), "CREATE TABLE praxis_schema (item TEXT)");
        refused(NotAStoreException.class, file(), "other tables");
    }

    @Test
    void anEmptyDatabaseThatAnotherApplicationMarked() throws Exception {
        Samples.run(file(), "PRAGMA application_id = 42");
        refused(NotAStoreException.class, file(), "another application");
    }

    @Test
    void aDirectory() throws IOException {
        Files.createDirectory(file());
        refused(NotAStoreException.class, file(), "a directory");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 511, 2000, 4096, 8192, 9000})
    void aStoreThatWasCutShort(int length) throws IOException {
        try (VersionedStore store = Samples.open(file())) {
            store.put(Samples.say(1));
        }
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            assertTrue(channel.size() > length);
            channel.truncate(length);
        }
        refused(NotAStoreException.class, file(), "is not a praxis store");
    }

    @Test
    void aStoreOfANewerPraxis() throws Exception {
        makeNewer();
        refused(SchemaTooNewException.class, file(), "schema version 7, this praxis knows up to 3");
    }

    @Test
    void aStoreOfANewerPraxisThatIsWritingToIt() throws Exception {
        makeNewer();
        try (Connection newer = Samples.raw(file());
                Statement statement = newer.createStatement()) {
            statement.execute("UPDATE praxis_schema SET applied_at = 1");
            refused(SchemaTooNewException.class, file(), "schema version 7");
        }
    }

    @Test
    void aStoreOfANewerPraxisThatDied() throws Exception {
        makeNewer();
        Path died = directory.resolve("died.db");
        try (Connection newer = Samples.raw(file());
                Statement statement = newer.createStatement()) {
            statement.execute("UPDATE praxis_schema SET applied_at = 1");
            Files.copy(file(), died);
            Files.copy(directory.resolve("facts.db-wal"), directory.resolve("died.db-wal"));
            Files.copy(directory.resolve("facts.db-shm"), directory.resolve("died.db-shm"));
        }
        refused(SchemaTooNewException.class, died, "schema version 7");
    }

    private void makeNewer() throws SQLException {
        Samples.open(file()).close();
        Samples.run(file(), "INSERT INTO praxis_schema VALUES (7, 'x', 0)");
    }

    @Test
    void aStoreWhoseSchemaStepWasAnother() throws Exception {
        Samples.open(file()).close();
        Samples.run(file(), "UPDATE praxis_schema SET checksum = 'x'");
        refused(StoreCorruptException.class, file(), "with other statements");
    }

    @Test
    void aStoreWhoseTableIsGone() throws Exception {
        Samples.open(file()).close();
        Samples.run(file(), "DROP TABLE entry");
        refused(StoreCorruptException.class, file(), "table entry is gone");
    }

    @Test
    void aTableThatGoesWhileTheStoreIsOpenIsDamage() throws Exception {
        try (VersionedStore store = Samples.open(file())) {
            store.put(Samples.say(1));
            Samples.run(file(), "DROP TABLE entry");
            StoreCorruptException read = assertThrows(StoreCorruptException.class, () -> store.active(Samples.KEY));
            assertTrue(read.getMessage().contains("no such table: entry"), read.getMessage());
            assertThrows(StoreCorruptException.class, () -> store.put(Samples.say(2)));
        }
    }

    @Test
    void aPlaceWithoutADirectory() {
        Path nowhere = directory.resolve("no").resolve("facts.db");
        StoreUnavailableException refusal = assertThrows(StoreUnavailableException.class, () -> Samples.open(nowhere));
        assertTrue(refusal.getMessage().contains("there is no directory " + nowhere.getParent()), refusal.getMessage());
        assertFalse(Files.exists(nowhere.getParent()));
    }

    @Test
    void noStoreWhenOneMustExist() throws IOException {
        StoreOptions mustExist = StoreOptions.defaults().mustExist();
        assertThrows(StoreAbsentException.class, () -> Samples.open(file(), mustExist));
        assertThrows(StoreAbsentException.class, () -> Samples.open(directory.resolve("no/facts.db"), mustExist));
        assertFalse(Files.exists(file()));
        Files.createFile(file());
        assertThrows(StoreAbsentException.class, () -> Samples.open(file(), mustExist));
        assertEquals(0, Files.size(file()));
    }

    @Test
    void aDamagedValueIsReportedAndTheRestIsReadable() throws Exception {
        try (VersionedStore store = Samples.open(file())) {
            store.put(Samples.say(1));
            Samples.run(file(), "DROP TRIGGER entry_no_update", "UPDATE entry SET value = '{'");
            StoreCorruptException corrupt = assertThrows(StoreCorruptException.class, () -> store.active(Samples.KEY));
            assertTrue(corrupt.getMessage().startsWith("entry 1 of the store"), corrupt.getMessage());
            assertThrows(StoreCorruptException.class, () -> store.putIf(Samples.say(2), Expected.absent()));
            assertTrue(store.active(new FactKey("a", "b", "c")).isEmpty());
            // A new fact does not rest on what the former one says, only on its version.
            assertEquals(2, store.put(Samples.say(2)).revision());
            assertThrows(StoreCorruptException.class, () -> store.history(Samples.KEY, 0, 9));
        }
    }

    private Path file() {
        return directory.resolve("facts.db");
    }

    private void refused(Class<? extends StoreException> type, Path file, String why) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr--r--"));
        Files.setLastModifiedTime(file, LONG_AGO);
        Map<String, String> before = state();
        for (StoreOptions options : new StoreOptions[] {
            StoreOptions.defaults(), StoreOptions.defaults().mustExist()
        }) {
            StoreException refusal = assertThrows(type, () -> Samples.open(file, options));
            assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
            assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
            assertEquals(1, refusal.getMessage().lines().count());
            assertEquals(before, state());
        }
    }

    /** Everything in the directory. The index of a live write-ahead log is memory of processes, not data. */
    private Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                boolean bytes = Files.isRegularFile(file) && !file.toString().endsWith("-shm");
                state.put(
                        file.getFileName().toString(),
                        (bytes ? Sha256.of(Files.readAllBytes(file)) + " " + Files.getLastModifiedTime(file) : "") + " "
                                + Files.getPosixFilePermissions(file));
            }
        }
        return state;
    }
}
