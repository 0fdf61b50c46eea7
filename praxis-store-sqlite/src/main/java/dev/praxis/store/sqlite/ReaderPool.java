package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Deadline;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.Interrupts;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.SqlWork;
import dev.praxis.store.jdbc.Turns;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A few sessions that only read, opened when they are needed. In WAL mode they neither wait for the writer nor hold it up.
 * Thread-safe; a caller waits for its turn, in the order in which they came and no longer than the busy wait, and runs its query on
 * its own thread. An interrupt does not end the wait and does not get lost.
 */
final class ReaderPool implements AutoCloseable {

    /** The greatest number of sessions. */
    static final int SIZE = 4;

    private final SessionSource source;
    private final FailureTranslator failures;
    private final Duration busyWait;
    private final Turns turns = new Turns(SIZE);

    /** The last used comes first: its statements and pages are warm. */
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();

    private volatile boolean closed;

    ReaderPool(SessionSource source, FailureTranslator failures, Duration busyWait) {
        this.source = source;
        this.failures = failures;
        this.busyWait = busyWait;
    }

    <T> T read(SqlWork<T> work) {
        Interrupts interrupts = new Interrupts();
        try {
            if (!turns.await(Deadline.after(busyWait), interrupts)) {
                throw failures.noReader();
            }
        } finally {
            interrupts.giveBack();
        }
        try {
            Session known = idle.pollFirst();
            return run(known != null ? known : source.open(), work);
        } catch (SQLException e) {
            throw failures.translate(e);
        } finally {
            turns.end();
        }
    }

    /** Closes the sessions: those at rest now, those that read when they have ended. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        SQLException failure = null;
        for (Session session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            try {
                session.close();
            } catch (SQLException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failures.translate(failure);
        }
    }

    private <T> T run(Session session, SqlWork<T> work) throws SQLException {
        try {
            T result = work.run(session);
            idle.addFirst(session);
            if (closed) {
                closeIdle();
            }
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            // What failed once is not kept: the next read opens a new one.
            try {
                session.close();
            } catch (SQLException close) {
                e.addSuppressed(close);
            }
            throw e;
        }
    }
}
