package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.JdbcStore;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.WriteTransaction;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private final SqliteDialect dialect = new SqliteDialect();
    private final SqliteConnections connections = new SqliteConnections(dialect, WAIT);
    private final FailureTranslator failures = new FailureTranslator(dialect, "under test");
    private final AtomicInteger opened = new AtomicInteger();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeStore() {
        file = directory.resolve("facts.db");
        Samples.open(file).close();
    }

    private Writer writer(SessionSource source) {
        return new Writer(
                source, new WriteTransaction(dialect, failures), failures, WAIT, GroupBound.DURABLE, Turnstile.NONE);
    }

    private Session count() throws SQLException {
        opened.incrementAndGet();
        return connections.writer(file);
    }

    @Test
    void whatAFullDiskCannotTakeIsRolledBackAndTheStoreGoesOn() {
        Writer writer = writer(() -> {
            Session session = count();
            session.execute("PRAGMA max_page_count = 15");
            return session;
        });
        ReaderPool readers = new ReaderPool(() -> connections.reader(file), failures, WAIT);
        try (VersionedStore store =
                new JdbcStore(dialect, new FileTransactor(writer, readers), StoreOptions.defaults())) {
            Fact first = store.put(Samples.say(1));
            Assertion tooLarge = new Assertion(
                    Samples.KEY,
                    JsonObject.builder().put("text", "x".repeat(100_000)).build(),
                    Samples.T0,
                    "tester",
                    "because");
            StoreUnavailableException full = assertThrows(StoreUnavailableException.class, () -> store.put(tooLarge));
            assertTrue(full.getMessage().contains("is full: [SQLITE_FULL]"), full.getMessage());
            assertEquals(List.of(first), store.history(Samples.KEY, 0, 10));
            assertEquals(2, store.put(Samples.say(2)).sequence());
        }
        assertEquals(1, opened.get());
    }

    @Test
    void anAbandonedSessionIsReplaced() {
        try (Writer writer = writer(this::count)) {
            writer.inTransaction(session -> {
                session.execute("CREATE TABLE kept (x INTEGER)");
                return true;
            });
            assertEquals(1, opened.get());
            assertThrows(
                    StoreUnavailableException.class,
                    () -> writer.call(session -> {
                        session.execute("BEGIN IMMEDIATE");
                        session.execute("CREATE TABLE lost (x INTEGER)");
                        session.abandon();
                        throw new SQLException("the connection is broken");
                    }));
            assertEquals(1L, writer.inTransaction(FailuresTest::countTables));
            assertEquals(2, opened.get());
        }
    }

    @Test
    void aStoreInMemoryWhoseSessionBrokeIsLostAndNotEmpty() {
        Writer writer = writer(new OnlySession(connections::memory));
        try (VersionedStore store = new JdbcStore(dialect, new MemoryTransactor(writer), StoreOptions.defaults())) {
            writer.call(session -> {
                new SchemaMigrator(
                                dialect,
                                SqliteSchema.MIGRATIONS,
                                StoreOptions.defaults().clock(),
                                "memory")
                        .migrate(session, new WriteTransaction(dialect, failures));
                return true;
            });
            store.put(Samples.say(1));
            assertThrows(
                    StoreUnavailableException.class,
                    () -> writer.call(session -> {
                        session.abandon();
                        throw new SQLException("the connection is broken");
                    }));
            for (int i = 0; i < 2; i++) {
                assertLost(() -> store.active(Samples.KEY));
                assertLost(() -> store.put(Samples.say(2)));
            }
        }
    }

    @Test
    void aStoreInMemorySurvivesAnErrorInTheCommit() {
        CommittingDialect committing = new CommittingDialect();
        WriteTransaction transaction = new WriteTransaction(committing, failures);
        Writer writer = new Writer(
                new OnlySession(connections::memory), transaction, failures, WAIT, GroupBound.DURABLE, Turnstile.NONE);
        try (VersionedStore store = new JdbcStore(committing, new MemoryTransactor(writer), StoreOptions.defaults())) {
            writer.call(session -> {
                new SchemaMigrator(
                                committing,
                                SqliteSchema.MIGRATIONS,
                                StoreOptions.defaults().clock(),
                                "memory")
                        .migrate(session, transaction);
                return true;
            });
            Fact kept = store.put(Samples.say(1));
            committing.beforeCommit = () -> {
                committing.beforeCommit = () -> {};
                throw new StackOverflowError("deep");
            };
            assertThrows(StackOverflowError.class, () -> store.put(Samples.say(2)));
            assertEquals(List.of(kept), store.history(Samples.KEY, 0, 10));
            assertEquals(2, store.put(Samples.say(2)).sequence());
        }
    }

    private static void assertLost(Executable call) {
        StoreUnavailableException lost = assertThrows(StoreUnavailableException.class, call);
        assertTrue(lost.getMessage().contains("the store in memory is lost"), lost.getMessage());
    }

    private static long countTables(Session session) throws SQLException {
        try (ResultSet row = session.prepare("SELECT count(*) FROM sqlite_schema WHERE name IN ('kept', 'lost')")
                .executeQuery()) {
            return row.getLong(1);
        }
    }

    @Test
    void aSessionThatCannotBeOpenedIsTriedAgain() {
        try (Writer writer = writer(() -> {
            if (opened.incrementAndGet() == 1) {
                throw new SQLException("not now");
            }
            return connections.writer(file);
        })) {
            assertThrows(StoreUnavailableException.class, () -> writer.inTransaction(FailuresTest::countTables));
            assertEquals(0L, writer.inTransaction(FailuresTest::countTables));
        }
    }

    @Test
    void aReaderWaitsForAConnectionNoLongerThanTheBusyWait() throws Exception {
        Semaphore hold = new Semaphore(0);
        CountDownLatch held = new CountDownLatch(ReaderPool.SIZE);
        ExecutorService threads = Executors.newFixedThreadPool(ReaderPool.SIZE);
        try (Writer writer = writer(this::count);
                ReaderPool readers = new ReaderPool(() -> connections.reader(file), failures, Duration.ofMillis(20))) {
            writer.call(FailuresTest::countTables);
            List<Future<Long>> reads = new ArrayList<>();
            for (int i = 0; i < ReaderPool.SIZE; i++) {
                reads.add(threads.submit(() -> readers.read(session -> {
                    held.countDown();
                    hold.acquireUninterruptibly();
                    return countTables(session);
                })));
            }
            held.await();
            Thread.currentThread().interrupt();
            StoreBusyException busy =
                    assertThrows(StoreBusyException.class, () -> readers.read(FailuresTest::countTables));
            assertTrue(Thread.interrupted(), "the interrupt got lost");
            assertTrue(busy.getMessage().contains("all connections"), busy.getMessage());
            hold.release(ReaderPool.SIZE);
            for (Future<Long> read : reads) {
                assertEquals(0L, read.get());
            }
            assertEquals(0L, readers.read(FailuresTest::countTables));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aReaderThatFailedIsReplaced() {
        try (Writer writer = writer(this::count);
                ReaderPool readers = new ReaderPool(
                        () -> {
                            opened.incrementAndGet();
                            return connections.reader(file);
                        },
                        failures,
                        WAIT)) {
            writer.call(FailuresTest::countTables);
            assertEquals(0L, readers.read(FailuresTest::countTables));
            assertEquals(0L, readers.read(FailuresTest::countTables));
            assertEquals(2, opened.get());
            assertThrows(
                    StoreUnavailableException.class,
                    () -> readers.read(session -> session.prepare("SELECT nothing FROM nowhere")));
            for (int i = 0; i < 2 * ReaderPool.SIZE; i++) {
                assertEquals(0L, readers.read(FailuresTest::countTables));
            }
            assertEquals(3, opened.get());
        }
    }
}
