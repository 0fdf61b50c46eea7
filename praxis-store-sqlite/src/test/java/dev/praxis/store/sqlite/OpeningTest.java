package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.plugin.Providers;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreProvider;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.jdbc.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {

    @TempDir
    Path directory;

    @Test
    void theProviderIsFound() {
        StoreProvider provider = Providers.discover("store", ServiceLoader.load(StoreProvider.class))
                .named("sqlite");
        assertInstanceOf(SqliteStoreProvider.class, provider);
        assertTrue(provider.schemes().contains("sqlite"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "facts.db",
                "with space.db",
                "50%.db",
                "%41.db",
                "a#b.db",
                "a?mode=memory.db",
                "a&b=c;d.db",
                "'quoted\".db",
                "plus+plus.db",
                "new\nline.db",
                ":memory:",
                "file:x.db"
            })
    void aPathMayHaveAnyCharacter(String name) throws IOException {
        Path file = directory.resolve(name);
        Fact put;
        try (VersionedStore store = Samples.open(file)) {
            put = store.put(Samples.say(1));
        }
        assertEquals(List.of(name, name + "-turn"), names());
        try (VersionedStore store = Samples.open(file, StoreOptions.defaults().mustExist())) {
            assertEquals(Optional.of(put), store.active(Samples.KEY));
        }
    }

    @Test
    void threeSlashesAreAsGoodAsOne() throws IOException {
        Path file = directory.resolve("facts.db");
        new SqliteStoreProvider()
                .open(URI.create("SQLITE://" + file.toUri().getRawPath()), StoreOptions.defaults())
                .close();
        assertEquals(List.of("facts.db"), names());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlite:facts.db",
                "sqlite::memory",
                "sqlite://host/facts.db",
                "sqlite:/facts.db#x",
                "sqlite:/facts.db?mode=ro",
                "sqlite:/facts.db?",
                "sqlite:/facts.db?synchronous=off",
                "sqlite:/facts.db?synchronous=full",
                "sqlite:/facts.db?Synchronous=normal",
                "sqlite:/facts.db?synchronous=normal&mode=ro",
                "sqlite::memory:?synchronous=normal",
                "sqlite:/facts%00.db",
                "sqlite:/facts%FF.db",
                "postgresql:/facts.db",
                "facts.db"
            })
    void otherLocationsAreRefused(String location) {
        InvalidArgumentException refusal = assertThrows(
                InvalidArgumentException.class,
                () -> new SqliteStoreProvider().open(URI.create(location), StoreOptions.defaults()));
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @Test
    void onlyWhoAsksForItGetsCommitsThatDoNotWaitForTheDisk() throws SQLException {
        Path file = directory.resolve("facts.db");
        URI location = URI.create(Samples.location(file) + "?synchronous=normal");
        assertEquals(new SqliteLocation.InFile(file, Synchronous.NORMAL), SqliteLocation.parse(location));
        assertEquals(new SqliteLocation.InFile(file, Synchronous.FULL), SqliteLocation.parse(Samples.location(file)));
        try (Store store = new SqliteStoreProvider().open(location, StoreOptions.defaults())) {
            assertEquals(1, store.put(Samples.say(1)).sequence());
        }
        SqliteDialect dialect = new SqliteDialect();
        try (Session writer = new SqliteConnections(dialect, Duration.ofSeconds(1), Synchronous.NORMAL).writer(file)) {
            assertEquals("1", pragma(writer, "synchronous"));
            assertEquals("wal", pragma(writer, "journal_mode"));
        }
    }

    @Test
    void storesInMemoryAreStrangers() {
        URI memory = URI.create("sqlite::memory:");
        try (Store one = new SqliteStoreProvider().open(memory, StoreOptions.defaults());
                Store other = new SqliteStoreProvider().open(memory, StoreOptions.defaults())) {
            one.put(Samples.say(1));
            assertTrue(one.active(Samples.KEY).isPresent());
            assertTrue(other.active(Samples.KEY).isEmpty());
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFileAndItsCompanions() throws IOException {
        Path file = directory.resolve("facts.db");
        try (VersionedStore store = Samples.open(file)) {
            store.put(Samples.say(1));
            assertEquals(List.of("facts.db", "facts.db-shm", "facts.db-turn", "facts.db-wal"), names());
            assertOwnerOnly();
        }
    }

    @Test
    void aFileThatIsMoreOpenIsRepaired() throws IOException {
        Path file = directory.resolve("facts.db");
        try (VersionedStore first = Samples.open(file)) {
            first.put(Samples.say(1));
            for (String name : names()) {
                Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString("rwxrw-r--"));
            }
            try (VersionedStore second = Samples.open(file)) {
                second.put(Samples.say(2));
                assertOwnerOnly();
            }
        }
    }

    @Test
    void aStoreBehindALinkIsTheStoreItselfWithItsLog() throws IOException {
        Path real = directory.resolve("facts.db");
        Path link = Files.createDirectory(directory.resolve("elsewhere")).resolve("link.db");
        Files.createSymbolicLink(link, real);
        try (VersionedStore first = Samples.open(real)) {
            Fact put = first.put(Samples.say(1));
            Path log = directory.resolve("facts.db-wal");
            Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-rw-r--"));
            try (VersionedStore second =
                    Samples.open(link, StoreOptions.defaults().mustExist())) {
                assertEquals(Optional.of(put), second.active(Samples.KEY));
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log)));
            }
        }
    }

    @Test
    void aLinkThatLeadsNowhereIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.db"), directory.resolve("gone.db"));
        StoreUnavailableException refusal = assertThrows(StoreUnavailableException.class, () -> Samples.open(link));
        assertTrue(refusal.getMessage().contains("a link that leads nowhere"), refusal.getMessage());
        StoreOptions mustExist = StoreOptions.defaults().mustExist();
        assertThrows(StoreAbsentException.class, () -> Samples.open(link, mustExist));
        assertEquals(List.of("link.db"), names());
    }

    @Test
    void anEmptyFileBecomesAStore() throws IOException {
        Path file = Files.createFile(directory.resolve("facts.db"));
        try (VersionedStore store = Samples.open(file)) {
            store.put(Samples.say(1));
            assertOwnerOnly();
        }
    }

    @Test
    void aDatabaseWithoutTablesBecomesAStore() throws Exception {
        Path file = directory.resolve("facts.db");
        Samples.run(file, "PRAGMA journal_mode = WAL");
        assertEquals(4096, Files.size(file));
        try (VersionedStore store = Samples.open(file)) {
            assertEquals(1, store.put(Samples.say(1)).sequence());
        }
    }

    @Test
    void aStoreWhoseMakerLostPowerIsMadeAnew() throws IOException {
        Path file = Files.write(directory.resolve("facts.db"), new byte[4096]); // the page itself was lost
        ByteBuffer journal = ByteBuffer.allocate(512);
        journal.putLong(0xd9d505f920a163d7L).putInt(0).putInt(7); // magic, records, nonce
        journal.putInt(0).putInt(512).putInt(4096); // pages before, sector size, page size
        Files.write(directory.resolve("facts.db-journal"), journal.array());
        StoreOptions mustExist = StoreOptions.defaults().mustExist();
        assertThrows(StoreAbsentException.class, () -> Samples.open(file, mustExist));
        try (VersionedStore store = Samples.open(file)) {
            assertEquals(1, store.put(Samples.say(1)).sequence());
        }
        assertEquals(List.of("facts.db", "facts.db-turn"), names());
    }

    @Test
    void sequencesAndRevisionsGoOnAfterReopening() {
        Path file = directory.resolve("facts.db");
        for (int i = 1; i <= 3; i++) {
            try (VersionedStore store = Samples.open(file)) {
                Fact fact = store.put(Samples.say(i));
                assertEquals(i, fact.sequence());
                assertEquals(i, fact.revision());
                assertEquals(i, store.history(Samples.KEY, 0, 10).size());
            }
        }
    }

    @Test
    void theSettingsThatThePromisesRestOnAreOn() throws SQLException {
        Path file = directory.resolve("facts.db");
        Samples.open(file).close();
        SqliteConnections connections = new SqliteConnections(new SqliteDialect(), Duration.ofMillis(1234));
        try (Session writer = connections.writer(file);
                Session reader = connections.reader(file)) {
            assertEquals("wal", pragma(writer, "journal_mode"));
            assertEquals("2", pragma(writer, "synchronous"));
            assertEquals("1234", pragma(writer, "busy_timeout"));
            assertEquals("1", pragma(writer, "foreign_keys"));
            assertEquals("1234", pragma(reader, "busy_timeout"));
            assertEquals(Integer.toString(SqliteSchema.APPLICATION_ID), pragma(reader, "application_id"));
            assertThrows(SQLException.class, () -> reader.execute("CREATE TABLE x (y INTEGER)"));
            assertThrows(SQLException.class, () -> reader.execute("INSERT INTO praxis_schema VALUES (2, 'x', 0)"));
        }
        try (Session memory = connections.memory()) {
            assertEquals("2", pragma(memory, "synchronous"));
        }
    }

    @Test
    void theSchemaOfVersionOneNeverChanges() {
        assertEquals(
                "6af9f0135733f00bac8f89d85e0322ac5d4b45ade9cb540a8782beba8aa2eb41",
                SqliteSchema.MIGRATIONS.get(0).checksum().hex());
    }

    @Test
    void theSchemaOfVersionTwoNeverChanges() {
        assertEquals(
                "f4062063945d2e20a336676dbeee69a67562f0848d8789b87956fe635edada22",
                SqliteSchema.MIGRATIONS.get(1).checksum().hex());
    }

    @Test
    void theSchemaOfVersionThreeNeverChanges() {
        assertEquals(
                "5443fd36cf1d1259fe5ba1d91afbf589b9841fb44836577da14d825ed9295ac0",
                SqliteSchema.MIGRATIONS.get(2).checksum().hex());
    }

    private static String pragma(Session session, String name) throws SQLException {
        try (ResultSet row = session.prepare("PRAGMA " + name).executeQuery()) {
            return row.getString(1);
        }
    }

    private void assertOwnerOnly() throws IOException {
        for (String name : names()) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))),
                    name);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
