package dev.praxis.store.postgres;

import dev.praxis.api.store.StoreBusyException;
import dev.praxis.store.jdbc.Deadline;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.Interrupts;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.SqlWork;
import dev.praxis.store.jdbc.Transactor;
import dev.praxis.store.jdbc.Turns;
import dev.praxis.store.jdbc.WriteTransaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Writes on two connections, reads on the others, each on the thread of its caller. The writers of a process wait for each
 * other here and not in the database, so that they leave the readers their connections. Thread-safe.
 */
final class PostgresTransactor implements Transactor {

    /** One writes, the next already stands in the line of all machines. */
    static final int WRITERS = 2;

    private static final int ATTEMPTS = 5;

    private final Sessions sessions;
    private final FailureTranslator failures;
    private final PostgresDialect dialect;
    private final Pause pause;
    private final Runnable release;
    private final Turns writers = new Turns(WRITERS);
    private final Turns readers;

    /**
     * @param readers how many may read at a time
     * @param release releases what is behind the sessions
     */
    PostgresTransactor(
            Sessions sessions,
            FailureTranslator failures,
            PostgresDialect dialect,
            int readers,
            Pause pause,
            Runnable release) {
        this.sessions = sessions;
        this.failures = failures;
        this.dialect = dialect;
        this.readers = new Turns(readers);
        this.pause = pause;
        this.release = release;
    }

    @Override
    public <T> T write(SqlWork<T> work) {
        Deadline deadline = Deadline.after(dialect.lockWait());
        return writing(
                deadline,
                (session, lockWait) ->
                        new WriteTransaction(dialect.withLockWait(lockWait), failures).run(session, work));
    }

    /** Runs a statement that the server commits by itself. */
    <T> T writeInOneStatement(Deadline deadline, Statement<T> statement) {
        return writing(
                deadline,
                (session, lockWait) -> new WriteTransaction(dialect, failures)
                        .runStatement(session, current -> statement.run(current, lockWait)));
    }

    /** Runs a transaction in the turn of a writer, again if it lost a race. */
    private <T> T writing(Deadline deadline, Statement<T> transaction) {
        Interrupts interrupts = new Interrupts();
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return inTurn(writers, deadline, interrupts, failures::busy, session -> {
                        // Waiting in line counts: what is left is for other machines.
                        Duration left = deadline.left();
                        if (left.isNegative()) {
                            throw failures.busy();
                        }
                        return transaction.run(session, left);
                    });
                } catch (StoreBusyException e) {
                    // Another attempt is safe only after what the server says to have rolled back.
                    if (attempt == ATTEMPTS || !PostgresDialect.hasLostARace(e.getCause())) {
                        throw e;
                    }
                }
                pause.after(attempt);
            }
        } finally {
            interrupts.giveBack();
        }
    }

    /** Work on a session that may wait so long for the lock of all writers. */
    @FunctionalInterface
    interface Statement<T> {
        T run(Session session, Duration lockWait) throws SQLException;
    }

    @Override
    public <T> T read(SqlWork<T> work) {
        return call(work);
    }

    /** Runs work in the turn of a reader; it may begin a transaction. */
    <T> T call(SqlWork<T> work) {
        Interrupts interrupts = new Interrupts();
        try {
            return inTurn(readers, Deadline.after(dialect.lockWait()), interrupts, failures::noReader, work);
        } finally {
            interrupts.giveBack();
        }
    }

    private <T> T inTurn(
            Turns turns, Deadline deadline, Interrupts interrupts, Supplier<StoreBusyException> late, SqlWork<T> work) {
        if (!turns.await(deadline, interrupts)) {
            throw late.get();
        }
        try {
            return sessions.lend(interrupts, work);
        } catch (SQLException e) {
            throw failures.translate(e);
        } finally {
            turns.end();
        }
    }

    @Override
    public void close() {
        release.run();
    }
}
