package dev.praxis.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.PraxisException;
import dev.praxis.api.store.NotAStoreException;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTransactionTest {

    private final RecordingDialect dialect = new RecordingDialect();
    private final WriteTransaction transaction =
            new WriteTransaction(dialect, new FailureTranslator(dialect, "/the/place"));
    private final Session session = dialect.session();

    @Test
    void workIsBetweenBeginAndCommit() {
        assertEquals("result", transaction.run(session, current -> {
            dialect.call("work");
            return "result";
        }));
        assertEquals(List.of("begin", "work", "commit"), dialect.calls);
    }

    @Test
    void aFailedBeginRunsNothing() {
        dialect.failing = "begin";
        dialect.kind = FailureKind.BUSY;
        assertThrows(StoreBusyException.class, this::runWork);
        assertEquals(List.of("begin"), dialect.calls);
        assertTrue(session.isUsable());
    }

    @Test
    void failedWorkIsRolledBack() {
        dialect.failing = "work";
        assertThrows(StoreUnavailableException.class, this::runWork);
        assertEquals(List.of("begin", "work", "rollback"), dialect.calls);
        assertTrue(session.isUsable());
    }

    @Test
    void whatTheWorkThrowsComesOutAfterRollback() {
        IllegalStateException thrown = new IllegalStateException("own");
        assertEquals(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () -> transaction.run(session, current -> {
                            throw thrown;
                        })));
        assertEquals(List.of("begin", "rollback"), dialect.calls);
    }

    @Test
    void aFailedCommitIsAnUnknownOutcome() {
        dialect.failing = "commit";
        UnknownOutcomeException unknown = assertThrows(UnknownOutcomeException.class, this::runWork);
        assertFalse(unknown.retryable());
        assertEquals(List.of("begin", "work", "commit", "rollback"), dialect.calls);
    }

    @Test
    void aFailedCommitThatCertainlyWroteNothingIsNot() {
        dialect.failing = "commit";
        dialect.rolledBack = true;
        assertThrows(StoreUnavailableException.class, this::runWork);
    }

    @Test
    void aSessionThatCannotRollBackIsAbandoned() {
        dialect.failing = "work rollback";
        PraxisException failure = assertThrows(PraxisException.class, this::runWork);
        assertEquals(1, failure.getSuppressed().length);
        assertFalse(session.isUsable());
    }

    @Test
    void aBeginThatFailsForAnythingButALockIsRolledBack() {
        dialect.failing = "begin";
        assertThrows(StoreUnavailableException.class, this::runWork);
        assertEquals(List.of("begin", "rollback"), dialect.calls);
        assertTrue(session.isUsable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "work", "commit"})
    void noErrorLeavesTheTransactionOpen(String step) {
        for (Throwable thrown : List.of(new StackOverflowError("deep"), new IllegalStateException("of the driver"))) {
            dialect.calls.clear();
            dialect.breaking = step;
            dialect.broken = thrown;
            assertSame(thrown, assertThrows(Throwable.class, this::runWork));
            assertEquals(
                    List.of(step, "rollback"),
                    dialect.calls.subList(dialect.calls.indexOf(step), dialect.calls.size()));
            assertTrue(session.isUsable());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "work", "commit"})
    void aSessionThatCannotRollBackForAnErrorIsAbandoned(String step) {
        dialect.breaking = step + " rollback";
        assertSame(dialect.broken, assertThrows(StackOverflowError.class, this::runWork));
        assertFalse(session.isUsable());
    }

    @Test
    void aSessionThatFailedAndCannotRollBackForAnErrorIsAbandoned() {
        dialect.failing = "work";
        dialect.breaking = "rollback";
        PraxisException failure = assertThrows(PraxisException.class, this::runWork);
        assertSame(dialect.broken, failure.getSuppressed()[0]);
        assertFalse(session.isUsable());
    }

    @Test
    void eachKindOfFailureIsItsOwnExceptionOnOneLine() {
        Map<FailureKind, Class<? extends PraxisException>> types = Map.of(
                FailureKind.BUSY, StoreBusyException.class,
                FailureKind.REFUSED, InvalidArgumentException.class,
                FailureKind.CORRUPT, StoreCorruptException.class,
                FailureKind.NOT_A_DATABASE, NotAStoreException.class,
                FailureKind.FULL, StoreUnavailableException.class,
                FailureKind.UNAVAILABLE, StoreUnavailableException.class);
        assertEquals(FailureKind.values().length, types.size());
        dialect.failing = "work";
        types.forEach((kind, type) -> {
            dialect.kind = kind;
            PraxisException failure = assertThrows(PraxisException.class, this::runWork);
            assertInstanceOf(type, failure);
            assertEquals(1, failure.getMessage().lines().count());
            assertTrue(failure.getMessage().contains("/the/place"), failure.getMessage());
        });
    }

    private void runWork() {
        transaction.run(session, current -> {
            dialect.call("work");
            return 1;
        });
    }
}
