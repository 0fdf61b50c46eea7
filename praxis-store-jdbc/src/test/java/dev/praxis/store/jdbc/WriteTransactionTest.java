package dev.praxis.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.PraxisException;
import dev.praxis.api.store.NotAStoreException;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WriteTransactionTest {

    /** Records what it is asked to do and fails where it is told to. */
    private static final class Recorder implements Dialect {
        private final List<String> calls = new ArrayList<>();
        private String failing = "";
        private FailureKind kind = FailureKind.UNAVAILABLE;
        private boolean rolledBack;

        private void call(String name) throws SQLException {
            calls.add(name);
            if (failing.contains(name)) {
                throw new SQLException(name + "\nfailed");
            }
        }

        @Override
        public void beginWrite(Session session) throws SQLException {
            call("begin");
        }

        @Override
        public void commit(Session session) throws SQLException {
            call("commit");
        }

        @Override
        public void rollback(Session session) throws SQLException {
            call("rollback");
        }

        @Override
        public boolean tableExists(Session session, String name) {
            throw new AssertionError();
        }

        @Override
        public List<String> schemaFaults(Session session) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FailureKind classify(SQLException failure) {
            return kind;
        }

        @Override
        public boolean isCertainlyRolledBack(SQLException commitFailure) {
            return rolledBack;
        }

        @Override
        public String keyIs(String alias) {
            throw new AssertionError();
        }

        @Override
        public String sameKey(String alias, String other) {
            throw new AssertionError();
        }
    }

    private final Recorder dialect = new Recorder();
    private final WriteTransaction transaction =
            new WriteTransaction(dialect, new FailureTranslator(dialect, "/the/place"));
    private final Session session = new Session((Connection) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                throw new AssertionError(method);
            }));

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
    void eachKindOfFailureIsItsOwnExceptionOnOneLine() {
        Map<FailureKind, Class<? extends PraxisException>> types = Map.of(
                FailureKind.BUSY, StoreBusyException.class,
                FailureKind.REFUSED, InvalidArgumentException.class,
                FailureKind.CORRUPT, StoreCorruptException.class,
                FailureKind.NOT_A_DATABASE, NotAStoreException.class,
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
