package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.Interrupts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FailuresTest extends InOwnSchema {

    private static final Duration SHORT = Duration.ofMillis(50);

    @DisplayName("after an administrator ended its connections the store goes on")
    @Test
    void endedConnectionsAreReplaced() {
        try (VersionedStore store =
                Samples.open(server.with("currentSchema=" + schema + "&ApplicationName=" + schema))) {
            Fact first = store.put(Samples.say(1));
            endConnections();
            // The first calls may meet connections that are gone; each says so, and none writes. Who sent a statement
            // that
            // commits by itself cannot know that.
            Fact second = null;
            for (int attempt = 0; second == null; attempt++) {
                try {
                    second = store.put(Samples.say(2));
                } catch (StoreUnavailableException | UnknownOutcomeException e) {
                    assertTrue(attempt < PostgresStores.DEFAULT_POOL_SIZE, e::toString);
                }
            }
            assertEquals(first.sequence() + 1, second.sequence());
        }
    }

    private void endConnections() {
        server.query(
                schema,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + schema + "'");
    }

    @DisplayName("a writer waits for the lock of another machine no longer than allowed, and readers do not wait")
    @Test
    void anotherMachineHoldsTheLock() throws SQLException {
        try (VersionedStore patient = Samples.open(server.location(schema));
                VersionedStore hasty = Samples.open(
                        server.location(schema), StoreOptions.defaults().withBusyWait(SHORT));
                Connection holder = server.connect(schema);
                Statement statement = holder.createStatement()) {
            Fact first = patient.put(Samples.say(1));
            statement.execute("BEGIN");
            statement.execute("SELECT " + PostgresDialect.LOCK);
            assertThrows(StoreBusyException.class, () -> hasty.put(Samples.say(2)));
            assertEquals(first, hasty.active(Samples.KEY).orElseThrow());
            statement.execute("COMMIT");
            assertEquals(2, hasty.put(Samples.say(2)).sequence());
        }
    }

    @DisplayName("many writers who wait leave the readers their connections, and get their turns")
    @Test
    void waitingWritersLeaveRoomForReaders() throws Exception {
        int callers = 3 * PostgresStores.DEFAULT_POOL_SIZE;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (VersionedStore store = Samples.open(server.location(schema));
                Connection holder = server.connect(schema);
                Statement statement = holder.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("SELECT " + PostgresDialect.LOCK);
            CountDownLatch started = new CountDownLatch(callers);
            List<Future<Fact>> answers = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int n = i;
                answers.add(threads.submit(() -> {
                    started.countDown();
                    return store.put(Samples.say(n));
                }));
            }
            assertTrue(started.await(30, TimeUnit.SECONDS));
            assertTrue(store.active(Samples.KEY).isEmpty());
            statement.execute("COMMIT");
            for (Future<Fact> answer : answers) {
                answer.get();
            }
            assertEquals(callers, store.active(Samples.KEY).orElseThrow().revision());
        } finally {
            threads.shutdownNow();
        }
    }

    @DisplayName("what the server rolled back for the sake of another transaction is tried again, with a pause")
    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void lostRacesAreTriedAgain(String state) {
        List<Integer> pauses = new ArrayList<>();
        PostgresTransactor transactor = transactor(pauses);
        List<Integer> attempts = new ArrayList<>();
        int answer = transactor.write(session -> {
            session.execute("CREATE TABLE made (x INTEGER)");
            attempts.add(1);
            if (attempts.size() < 3) {
                throw new SQLException("lost", state);
            }
            return attempts.size();
        });
        assertEquals(3, answer);
        assertEquals(List.of(1, 2), pauses);
        assertEquals(List.of("0"), server.query(schema, "SELECT count(*) FROM made"));
    }

    @Test
    void aRaceThatIsLostAgainAndAgainIsBusyInTheEnd() {
        List<Integer> pauses = new ArrayList<>();
        StoreBusyException busy = assertThrows(
                StoreBusyException.class,
                () -> transactor(pauses).write(session -> {
                    throw new SQLException("lost", "40001");
                }));
        assertTrue(busy.retryable());
        assertEquals(List.of(1, 2, 3, 4), pauses);
    }

    @DisplayName("nothing else is tried again")
    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014", "23505", "08006", "57P01", "XX000"})
    void otherFailuresAreNotTriedAgain(String state) {
        List<Integer> attempts = new ArrayList<>();
        assertThrows(
                RuntimeException.class,
                () -> transactor(new ArrayList<>()).write(session -> {
                    attempts.add(1);
                    throw new SQLException("failed", state);
                }));
        assertEquals(List.of(1), attempts);
    }

    @Test
    void theUnknownIsNotTriedAgain() {
        List<Integer> attempts = new ArrayList<>();
        assertThrows(
                UnknownOutcomeException.class,
                () -> transactor(new ArrayList<>()).write(session -> {
                    attempts.add(1);
                    session.connection().abort(Runnable::run);
                    return true;
                }));
        assertEquals(List.of(1), attempts);
    }

    @DisplayName("a reader for whom no connection is left hears of readers, and a writer of writers")
    @Test
    void whoHasNoTurnHearsWhoseTurnItIs() {
        PostgresTransactor transactor = transactor(new ArrayList<>(), SHORT);
        StoreBusyException reader = transactor.read(one ->
                transactor.read(two -> assertThrows(StoreBusyException.class, () -> transactor.read(three -> 3))));
        assertTrue(reader.getMessage().contains("that read were in use"), reader::getMessage);
        StoreBusyException writer = transactor.read(one -> assertThrows(
                StoreBusyException.class,
                () -> transactor.write(two -> transactor.write(three -> transactor.write(four -> 4)))));
        assertTrue(writer.getMessage().contains("other writers"), writer::getMessage);
    }

    private PostgresTransactor transactor(List<Integer> pauses) {
        return transactor(pauses, Duration.ofSeconds(30));
    }

    private PostgresTransactor transactor(List<Integer> pauses, Duration busyWait) {
        PostgresDialect dialect = new PostgresDialect(busyWait);
        return new PostgresTransactor(
                new Sessions(server.source(server.location(schema))),
                new FailureTranslator(dialect, "under test"),
                dialect,
                2,
                pauses::add,
                () -> {});
    }

    @DisplayName("an interrupt neither ends the work nor gets lost")
    @Test
    void interruptsAreHeldBack() {
        try (VersionedStore store = Samples.open(server.location(schema))) {
            Thread.currentThread().interrupt();
            Fact fact = store.put(Samples.say(1));
            assertTrue(Thread.currentThread().isInterrupted());
            assertEquals(fact, store.active(Samples.KEY).orElseThrow());
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void aWriterThatWaitsIsNotInterrupted() throws Exception {
        try (VersionedStore store = Samples.open(server.location(schema));
                Connection holder = server.connect(schema);
                Statement statement = holder.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("SELECT " + PostgresDialect.LOCK);
            List<Boolean> interrupted = new ArrayList<>();
            Thread[] writers = new Thread[4];
            for (int i = 0; i < writers.length; i++) {
                writers[i] = new Thread(() -> {
                    store.put(Samples.say(1));
                    synchronized (interrupted) {
                        interrupted.add(Thread.interrupted());
                    }
                });
                writers[i].start();
            }
            for (Thread writer : writers) {
                writer.interrupt();
            }
            statement.execute("COMMIT");
            for (Thread writer : writers) {
                writer.join();
            }
            assertEquals(List.of(true, true, true, true), interrupted);
        }
    }

    @DisplayName("a transaction that ends badly leaves nothing behind in the pool")
    @Test
    void anIdThatIsTakenIsRefusedAndTheStoreGoesOn() {
        try (VersionedStore store =
                Samples.open(server.location(schema), StoreOptions.defaults().withIds(() -> "always the same"))) {
            store.put(Samples.say(1));
            for (int i = 0; i < 2 * PostgresStores.DEFAULT_POOL_SIZE; i++) {
                InvalidArgumentException refusal =
                        assertThrows(InvalidArgumentException.class, () -> store.put(Samples.say(2)));
                assertTrue(refusal.getMessage().contains("id is taken"), refusal.getMessage());
            }
            assertEquals(1, store.active(Samples.KEY).orElseThrow().revision());
            store.retire(Samples.end(Samples.KEY, 5));
            assertTrue(store.active(Samples.KEY).isEmpty());
        }
    }

    @DisplayName("a connection that may be in the middle of an exchange is cut before it goes back to its pool")
    @Test
    void whatAnErrorInterruptsIsCut() throws SQLException {
        for (Throwable thrown : List.of(new StackOverflowError("deep"), new IllegalStateException("of the driver"))) {
            try (Connection lent = server.connect(schema)) {
                OneConnection source = new OneConnection(lent);
                assertSame(
                        thrown,
                        assertThrows(
                                Throwable.class,
                                () -> new Sessions(source).lend(new Interrupts(), session -> throwing(thrown))));
                assertTrue(lent.isClosed());
                assertEquals(0, source.out());
            }
        }
    }

    @DisplayName("what a store decides costs no connection")
    @Test
    void whatAStoreDecidesIsNotCut() throws SQLException {
        try (Connection lent = server.connect(schema)) {
            OneConnection source = new OneConnection(lent);
            assertThrows(
                    InvalidArgumentException.class,
                    () -> new Sessions(source)
                            .lend(
                                    new Interrupts(),
                                    session -> throwing(new InvalidArgumentException("refused by the work"))));
            assertFalse(lent.isClosed());
            assertEquals(0, source.out());
        }
    }

    private static boolean throwing(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @Test
    void whatTheWorkThrowsItselfComesOutAsItIs() {
        IllegalStateException own = new IllegalStateException("of the clock");
        try (VersionedStore store =
                Samples.open(server.location(schema), StoreOptions.defaults().withIds(() -> {
                    throw own;
                }))) {
            assertSame(own, assertThrows(IllegalStateException.class, () -> store.put(Samples.say(1))));
            assertFalse(store.active(Samples.KEY).isPresent());
        }
    }
}
