package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.StoreClosedException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.JdbcStore;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.WriteTransaction;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Writers that wait while another writes. */
@Timeout(60)
class GroupCommitTest {

    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final GroupBound BOUND = new GroupBound(64, Duration.ofHours(1), Duration.ZERO);

    private final CommittingDialect dialect = new CommittingDialect();
    private final SqliteConnections connections = new SqliteConnections(dialect, WAIT);
    private final FailureTranslator failures = new FailureTranslator(dialect, "under test");

    @TempDir
    Path directory;

    private Path file;
    private Writer writer;
    private VersionedStore store;

    @BeforeEach
    void open() {
        file = directory.resolve("facts.db");
        Samples.open(file).close();
        open("PRAGMA max_page_count = 100000", BOUND);
    }

    private void open(String pragma, GroupBound bound) {
        writer = new Writer(
                () -> {
                    Session session = connections.writer(file);
                    session.execute(pragma);
                    return session;
                },
                new WriteTransaction(dialect, failures),
                failures,
                WAIT,
                bound,
                Turnstile.NONE);
        ReaderPool readers = new ReaderPool(() -> connections.reader(file), failures, WAIT);
        store = new JdbcStore(dialect, new FileTransactor(writer, readers), StoreOptions.defaults());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static FactKey key(int n) {
        return new FactKey("host:" + n, "memory", "observed");
    }

    private static Fact fact(Line.Answer answer) {
        assertNull(answer.failure());
        return (Fact) answer.result();
    }

    @Test
    void allThatWaitShareOneCommitInTheOrderOfTheirArrival() throws Exception {
        Line line = new Line(writer);
        for (int i = 0; i < 20; i++) {
            int n = i;
            line.add(() -> store.put(Samples.say(key(n), n)));
        }
        line.release();
        int sequence = 0;
        for (Line.Answer answer : line.answers()) {
            assertEquals(key(sequence), fact(answer).key());
            assertEquals(++sequence, fact(answer).sequence());
            assertEquals(fact(answer), store.active(fact(answer).key()).orElseThrow());
        }
        assertEquals("held", line.holder().answer().result());
        assertEquals(1, dialect.commits.get());
    }

    @Test
    void aGroupIsBoundedInNumber() throws Exception {
        Line line = new Line(writer);
        for (int i = 0; i < BOUND.works(); i++) {
            line.add(() -> writer.inTransaction(session -> dialect.commits.get()));
        }
        line.release();
        List<Line.Answer> answers = line.answers();
        Line.Answer last = answers.remove(answers.size() - 1);
        assertEquals(1, last.result(), "the last one is one too many for the first group");
        answers.forEach(answer -> assertEquals(0, answer.result()));
        assertEquals(2, dialect.commits.get());
    }

    @Test
    void aGroupIsBoundedInTime() throws Exception {
        store.close();
        open("PRAGMA max_page_count = 100000", new GroupBound(64, Duration.ZERO, Duration.ZERO));
        Line line = new Line(writer);
        for (int i = 0; i < 5; i++) {
            line.add(() -> writer.inTransaction(session -> dialect.commits.get()));
        }
        line.release();
        int commits = 0;
        for (Line.Answer answer : line.answers()) {
            assertEquals(++commits, answer.result());
        }
    }

    @Test
    void nobodyIsAnsweredBeforeTheCommit() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        dialect.beforeCommit = () -> {
            try {
                assertFalse(answered.await(200, TimeUnit.MILLISECONDS), "somebody went on before the commit");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        Line line = new Line(writer);
        for (int i = 0; i < 4; i++) {
            int n = i;
            line.add(() -> {
                try {
                    return n % 2 == 0
                            ? store.put(Samples.say(key(n), n))
                            : store.retire(Samples.end(key(n), n)); // there is none: fails
                } finally {
                    answered.countDown();
                }
            });
        }
        line.release();
        List<Line.Answer> answers = line.answers();
        assertEquals(1, fact(answers.get(0)).sequence());
        assertEquals(2, fact(answers.get(2)).sequence());
        assertEquals("held", line.holder().answer().result());
        assertEquals(1, dialect.commits.get());
    }

    @Test
    void aWorkThatFailsIsUndoneAlone() throws Exception {
        Fact before = store.put(Samples.say(1));
        dialect.commits.set(0);
        Line line = new Line(writer);
        Expected expected = Expected.version(before.version());
        line.add(() -> store.putIf(Samples.say(2), expected));
        line.add(() -> store.putIf(Samples.say(3), expected));
        line.add(() -> writer.inTransaction(session -> {
            session.execute("CREATE TABLE undone (x INTEGER)");
            throw new IllegalStateException("thought better of it");
        }));
        line.add(() -> writer.inTransaction(session -> {
            session.execute("INSERT INTO praxis_schema VALUES (1, 'taken', 1)");
            return 1;
        }));
        line.add(() -> store.put(Samples.say(4)));
        line.release();
        List<Line.Answer> answers = line.answers();
        assertEquals(2, fact(answers.get(0)).sequence());
        VersionConflictException conflict =
                assertInstanceOf(VersionConflictException.class, answers.get(1).failure());
        assertEquals(fact(answers.get(0)), conflict.current().orElseThrow());
        assertEquals("thought better of it", answers.get(2).failure().getMessage());
        assertInstanceOf(InvalidArgumentException.class, answers.get(3).failure());
        assertEquals(3, fact(answers.get(4)).sequence());
        assertEquals(1, dialect.commits.get());
        assertEquals(3, store.history(Samples.KEY, 0, 10).size());
        assertThrows(SQLException.class, () -> Samples.dump(file, "undone"));
    }

    @Test
    void whatFailsOnADiskThatIsFullTakesNothingFromTheOthers() throws Exception {
        store.close();
        open("PRAGMA max_page_count = 40", BOUND);
        Assertion tooLarge = new Assertion(
                Samples.KEY,
                JsonObject.builder().put("text", "x".repeat(400_000)).build(),
                Samples.T0,
                "tester",
                "because");
        Line line = new Line(writer);
        line.add(() -> store.put(Samples.say(key(1), 1)));
        line.add(() -> store.put(tooLarge));
        line.add(() -> store.put(Samples.say(key(2), 2)));
        line.release();
        List<Line.Answer> answers = line.answers();
        String full = assertInstanceOf(
                        StoreUnavailableException.class, answers.get(1).failure())
                .getMessage();
        assertTrue(full.contains("SQLITE_FULL"), full);
        assertEquals(List.of(), store.history(Samples.KEY, 0, 10));
        assertEquals(fact(answers.get(0)), store.active(key(1)).orElseThrow());
        assertEquals(fact(answers.get(2)), store.active(key(2)).orElseThrow());
        assertEquals(2, fact(answers.get(2)).sequence());
    }

    /** OR ROLLBACK does on purpose what SQLite does by itself when a disk fails: the whole transaction is gone. */
    @Test
    void whatSqliteRolledBackByItselfIsDoneAgain() throws Exception {
        Line line = new Line(writer);
        line.add(() -> store.put(Samples.say(1)));
        line.add(() -> writer.inTransaction(session -> {
            session.execute("INSERT OR ROLLBACK INTO praxis_schema VALUES (1, 'taken', 1)");
            return 1;
        }));
        line.add(() -> store.put(Samples.say(2)));
        line.release();
        List<Line.Answer> answers = line.answers();
        assertInstanceOf(InvalidArgumentException.class, answers.get(1).failure());
        assertEquals(1, fact(answers.get(0)).sequence());
        assertEquals(2, fact(answers.get(2)).sequence());
        assertEquals(2, store.history(Samples.KEY, 0, 10).size());
        assertEquals("held", line.holder().answer().result());
    }

    @Test
    void aWorkThatKeepsARollbackSecretIsFoundOut() throws Exception {
        Line line = new Line(writer);
        line.add(() -> store.put(Samples.say(1)));
        line.add(() -> writer.inTransaction(session -> {
            try {
                session.execute("INSERT OR ROLLBACK INTO praxis_schema VALUES (1, 'taken', 1)");
            } catch (SQLException kept) {
                session.discardStatements();
            }
            return "written";
        }));
        line.add(() -> store.put(Samples.say(2)));
        line.release();
        List<Line.Answer> answers = line.answers();
        assertInstanceOf(UnknownOutcomeException.class, answers.get(1).failure());
        assertEquals(
                List.of(1L, 2L),
                List.of(fact(answers.get(0)).sequence(), fact(answers.get(2)).sequence()));
        assertEquals(2, store.history(Samples.KEY, 0, 10).size());
    }

    @Test
    void aCommitThatFailsIsTheFailureOfAll() throws Exception {
        dialect.beforeCommit = () -> {
            dialect.beforeCommit = () -> {};
            throw new SQLException("the disk is gone");
        };
        Line line = new Line(writer);
        line.add(() -> store.put(Samples.say(1)));
        line.add(() -> store.putIf(Samples.say(2), Expected.absent()));
        line.add(() -> store.put(Samples.say(3)));
        line.release();
        List<Line.Answer> answers = line.answers();
        assertInstanceOf(UnknownOutcomeException.class, answers.get(0).failure());
        Throwable conflicting = answers.get(1).failure();
        assertInstanceOf(StoreUnavailableException.class, conflicting);
        assertInstanceOf(VersionConflictException.class, conflicting.getSuppressed()[0]);
        assertInstanceOf(UnknownOutcomeException.class, answers.get(2).failure());
        assertInstanceOf(UnknownOutcomeException.class, line.holder().answer().failure());
        assertEquals(List.of(), store.history(Samples.KEY, 0, 10));
        assertEquals(1, store.put(Samples.say(1)).sequence());
    }

    @Test
    void afterAnErrorInTheCommitTheNextBeginsATransactionOfItsOwn() throws Exception {
        StackOverflowError thrown = new StackOverflowError("deep");
        dialect.beforeCommit = () -> {
            dialect.beforeCommit = () -> {};
            throw thrown;
        };
        Line line = new Line(writer);
        line.add(() -> store.put(Samples.say(1)));
        line.release();
        assertSame(thrown, line.answers().get(0).failure());
        assertSame(thrown, line.holder().answer().failure());
        assertEquals(List.of(), store.history(Samples.KEY, 0, 10));
        assertEquals(1, store.put(Samples.say(1)).sequence());
    }

    @Test
    void whoStandsInLineBeforeTheCloserIsServedAndWhoComesLaterIsNot() throws Exception {
        Line line = new Line(writer);
        line.add(() -> writer.inTransaction(session -> "before"));
        line.add(() -> {
            writer.close();
            return "closed";
        });
        line.add(() -> writer.inTransaction(session -> "behind"));
        line.release();
        List<Line.Answer> answers = line.answers();
        assertEquals("before", answers.get(0).result());
        assertEquals("closed", answers.get(1).result());
        assertInstanceOf(StoreClosedException.class, answers.get(2).failure());
        assertThrows(StoreClosedException.class, () -> writer.call(session -> 1));
    }

    @Test
    void anInterruptOfTheOneWhoLeadsOrOfOneWhoWaitsChangesNothing() throws Exception {
        Line line = new Line(writer);
        Line.Caller first = line.add(() -> store.put(Samples.say(1)));
        Line.Caller second = line.add(() -> store.put(Samples.say(2)));
        line.holder().thread().interrupt();
        second.thread().interrupt();
        line.release();
        assertTrue(line.holder().answer().interrupted());
        assertFalse(first.answer().interrupted());
        assertTrue(second.answer().interrupted());
        assertEquals(1, fact(first.answer()).sequence());
        assertEquals(2, fact(second.answer()).sequence());
        assertEquals(1, dialect.commits.get());
    }

    @Test
    void whoCallsTheStoreFromWithinIsToldAndTheOthersGoOn() throws Exception {
        Line line = new Line(writer);
        line.add(() -> writer.inTransaction(session -> store.put(Samples.say(1))));
        line.add(() -> store.put(Samples.say(2)));
        line.release();
        List<Line.Answer> answers = line.answers();
        assertInstanceOf(IllegalStateException.class, answers.get(0).failure());
        assertEquals(1, fact(answers.get(1)).sequence());
    }

    @Test
    void whatRunsOutsideATransactionSharesNone() throws Exception {
        Line line = new Line(writer);
        line.add(() -> store.put(Samples.say(1)));
        line.add(() -> writer.call(session -> dialect.commits.get()));
        line.add(() -> store.put(Samples.say(2)));
        line.release();
        assertEquals(1, line.answers().get(1).result());
        assertEquals(2, dialect.commits.get());
    }
}
