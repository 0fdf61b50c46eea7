package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.SqlWork;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * A few sessions that only read, opened when they are needed. In WAL mode they neither wait for the writer nor hold it up.
 * Thread-safe; a caller waits for its turn and runs its query on its own thread.
 */
final class ReaderPool implements AutoCloseable {

    /** The greatest number of sessions. */
    static final int SIZE = 4;

    private final SessionSource source;
    private final FailureTranslator failures;
    private final Semaphore turns = new Semaphore(SIZE, true);

    /** The last used comes first: its statements and pages are warm. */
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();

    ReaderPool(SessionSource source, FailureTranslator failures) {
        this.source = source;
        this.failures = failures;
    }

    <T> T read(SqlWork<T> work) {
        turns.acquireUninterruptibly();
        try {
            Session known = idle.pollFirst();
            return run(known != null ? known : source.open(), work);
        } catch (SQLException e) {
            throw failures.translate(e);
        } finally {
            turns.release();
        }
    }

    /** Called when no read is under way. */
    @Override
    public void close() {
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
