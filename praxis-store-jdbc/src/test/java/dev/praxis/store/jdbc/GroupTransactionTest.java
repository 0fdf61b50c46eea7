package dev.praxis.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class GroupTransactionTest {

    private static final String SAVEPOINT = "SAVEPOINT work";
    private static final String RELEASE = "RELEASE SAVEPOINT";
    private static final String ROLLBACK_TO = "ROLLBACK TO";

    private final RecordingDialect dialect = new RecordingDialect();
    private final GroupTransaction transaction =
            new WriteTransaction(dialect, new FailureTranslator(dialect, "/the/place")).forGroups();
    private final Session session = dialect.session();
    private final Queue<SharedWork<?>> others = new ArrayDeque<>();

    private SharedWork<String> work(String name) {
        return new SharedWork<>(current -> {
            dialect.call(name);
            return name;
        });
    }

    private SharedWork<String> other(String name) {
        SharedWork<String> work = work(name);
        others.add(work);
        return work;
    }

    private SharedWork<String> throwing(Throwable thrown) {
        SharedWork<String> work = new SharedWork<>(current -> {
            dialect.call("thrower");
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        });
        others.add(work);
        return work;
    }

    private boolean run(SharedWork<?> first) {
        return transaction.run(session, first, others::poll);
    }

    @Test
    void aWorkThatIsAloneHasNoSavepoint() {
        SharedWork<String> alone = work("alone");
        assertTrue(run(alone));
        assertEquals("alone", alone.outcome());
        assertEquals(List.of("begin", "alone", "commit"), dialect.calls);
    }

    @Test
    void severalHaveOneCommit() {
        SharedWork<String> a = work("a");
        SharedWork<String> b = other("b");
        SharedWork<String> c = other("c");
        assertTrue(run(a));
        assertEquals(List.of("begin", "a", SAVEPOINT, "b", RELEASE, SAVEPOINT, "c", RELEASE, "commit"), dialect.calls);
        assertEquals("abc", a.outcome() + b.outcome() + c.outcome());
    }

    @Test
    void whatThrowsIsRolledBackAlone() {
        IllegalStateException thrown = new IllegalStateException("own");
        SharedWork<String> a = work("a");
        SharedWork<String> failing = throwing(thrown);
        SharedWork<String> c = other("c");
        assertTrue(run(a));
        assertEquals(
                List.of("begin", "a", SAVEPOINT, "thrower", ROLLBACK_TO, RELEASE, SAVEPOINT, "c", RELEASE, "commit"),
                dialect.calls);
        assertEquals("ac", a.outcome() + c.outcome());
        assertSame(thrown, assertThrows(IllegalStateException.class, failing::outcome));
    }

    @Test
    void whatTheDatabaseRefusesIsRolledBackAlone() {
        dialect.failing = "refused";
        dialect.kind = FailureKind.REFUSED;
        SharedWork<String> a = work("a");
        SharedWork<String> refused = other("refused");
        SharedWork<String> c = other("c");
        assertTrue(run(a));
        assertEquals("ac", a.outcome() + c.outcome());
        assertThrows(InvalidArgumentException.class, refused::outcome);
    }

    @Test
    void aFirstThatFailsEndsTheGroupBeforeItBegan() {
        dialect.failing = "first";
        SharedWork<String> first = work("first");
        other("never");
        assertTrue(run(first));
        assertEquals(List.of("begin", "first", "rollback"), dialect.calls);
        assertThrows(StoreUnavailableException.class, first::outcome);
        assertEquals(1, others.size(), "nobody else was taken");
    }

    @Test
    void aBeginThatFailsIsTheFailureOfTheFirst() {
        dialect.failing = "begin";
        dialect.kind = FailureKind.BUSY;
        SharedWork<String> first = work("first");
        other("never");
        assertTrue(run(first));
        assertThrows(StoreBusyException.class, first::outcome);
        assertEquals(1, others.size(), "nobody else was taken");
    }

    /** By the step that fails, in a group of a, b and c. */
    @Test
    void afterAnyOtherFailureOfTheDatabaseAllIsUndone() {
        for (String step : List.of("b", SAVEPOINT, RELEASE)) {
            dialect.calls.clear();
            others.clear();
            dialect.failing = step;
            SharedWork<String> a = work("a");
            other("b");
            other("c");
            assertFalse(run(a), step);
            assertEquals("rollback", dialect.calls.get(dialect.calls.size() - 1), step);
            assertFalse(dialect.calls.contains("commit"), step);
            assertEquals(1, others.size(), "c is not taken: " + step);
            assertTrue(session.isUsable());
        }
    }

    @Test
    void aWorkThatCannotBeRolledBackAloneUndoesAll() {
        dialect.failing = ROLLBACK_TO;
        throwing(new IllegalStateException("own"));
        assertFalse(run(work("a")));
        assertEquals(List.of("begin", "a", SAVEPOINT, "thrower", ROLLBACK_TO, "rollback"), dialect.calls);
    }

    @Test
    void anErrorUndoesAll() {
        throwing(new StackOverflowError("deep"));
        assertFalse(run(work("a")));
        assertEquals(List.of("begin", "a", SAVEPOINT, "thrower", "rollback"), dialect.calls);
    }

    @Test
    void anErrorOfTheOneWhoGivesTheWorksUndoesAll() {
        StackOverflowError thrown = new StackOverflowError("deep");
        SharedWork<String> second = work("second");
        assertSame(
                thrown,
                assertThrows(
                        StackOverflowError.class,
                        () -> transaction.run(session, work("first"), () -> {
                            if (dialect.calls.contains("second")) {
                                throw thrown;
                            }
                            return second;
                        })));
        assertEquals(List.of("begin", "first", SAVEPOINT, "second", RELEASE, "rollback"), dialect.calls);
        assertTrue(session.isUsable());
    }

    @Test
    void anErrorOfTheCommitEndsTheTransaction() {
        dialect.breaking = "commit";
        other("second");
        assertThrows(StackOverflowError.class, () -> run(work("first")));
        assertEquals("rollback", dialect.calls.get(dialect.calls.size() - 1));
        assertTrue(session.isUsable());
    }

    @Test
    void whatTheDriverThrowsUncheckedAtASavepointEndsTheTransaction() {
        dialect.breaking = SAVEPOINT;
        dialect.broken = new IllegalStateException("of the driver");
        other("second");
        assertSame(dialect.broken, assertThrows(IllegalStateException.class, () -> run(work("first"))));
        assertEquals("rollback", dialect.calls.get(dialect.calls.size() - 1));
    }

    @Test
    void aSessionThatCannotRollBackForAnErrorIsAbandoned() {
        dialect.failing = "second";
        dialect.breaking = "rollback";
        other("second");
        assertFalse(run(work("first")));
        assertFalse(session.isUsable());
    }

    @Test
    void aSessionThatCannotRollBackIsAbandoned() {
        dialect.failing = "second rollback";
        other("second");
        assertFalse(run(work("first")));
        assertFalse(session.isUsable());
    }

    @Test
    void aFailedCommitIsAnUnknownOutcomeForEach() {
        dialect.failing = "commit";
        SharedWork<String> a = work("a");
        SharedWork<String> b = other("b");
        assertTrue(run(a));
        assertNotSame(
                assertThrows(UnknownOutcomeException.class, a::outcome),
                assertThrows(UnknownOutcomeException.class, b::outcome));
        assertEquals("rollback", dialect.calls.get(dialect.calls.size() - 1));
    }

    @Test
    void aFailedCommitThatCertainlyWroteNothingIsNot() {
        dialect.failing = "commit";
        dialect.rolledBack = true;
        SharedWork<String> a = work("a");
        SharedWork<String> b = other("b");
        assertTrue(run(a));
        for (SharedWork<String> each : List.of(a, b)) {
            assertThrows(StoreUnavailableException.class, each::outcome);
        }
    }

    /** What it saw of the others, and answered with, may never have been there. */
    @Test
    void aFailedCommitIsAlsoTheFailureOfAWorkThatFailedBefore() {
        dialect.failing = "commit";
        IllegalStateException thrown = new IllegalStateException("what a wrote is in the way");
        SharedWork<String> failing = throwing(thrown);
        assertTrue(run(work("a")));
        StoreUnavailableException failure = assertThrows(StoreUnavailableException.class, failing::outcome);
        assertEquals(List.of(thrown), new ArrayList<>(List.of(failure.getSuppressed())));
    }

    @Test
    void aWorkThatRunsAgainForgetsItsFailure() {
        SharedWork<String> work = work("work");
        work.fail(new IllegalStateException("the first time"));
        new WriteTransaction(dialect, new FailureTranslator(dialect, "/the/place")).run(session, work);
        assertEquals("work", work.outcome());
    }
}
