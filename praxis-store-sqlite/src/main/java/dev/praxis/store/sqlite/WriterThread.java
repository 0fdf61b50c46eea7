package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.SqlWork;
import dev.praxis.store.jdbc.WriteTransaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The one thread that writes, with the one session that it writes on. SQLite's own waiting is unfair (a connection may
 * wait a second or more beside busy ones); here callers take turns in the order in which they came.
 *
 * <p>Thread-safe. A caller waits until its work is done or its turn did not come within the busy wait. An interrupt of the
 * caller does not end its wait, since the work could no longer be told from work that never ran; the interrupt status is
 * set again when the call returns.
 */
final class WriterThread implements AutoCloseable {

    private final SessionSource source;
    private final WriteTransaction transaction;
    private final FailureTranslator failures;
    private final long busyWaitNanos;
    private final ExecutorService executor;
    private volatile @Nullable Thread thread;

    /** Confined to the thread. */
    private @Nullable Session session;

    WriterThread(
            String name,
            SessionSource source,
            WriteTransaction transaction,
            FailureTranslator failures,
            Duration busyWait) {
        this.source = source;
        this.transaction = transaction;
        this.failures = failures;
        this.busyWaitNanos = busyWait.toNanos();
        this.executor = Executors.newSingleThreadExecutor(work -> {
            Thread created = new Thread(work, name);
            created.setDaemon(true);
            thread = created;
            return created;
        });
    }

    /** Runs work in a write transaction. */
    <T> T inTransaction(SqlWork<T> work) {
        long asked = System.nanoTime();
        return await(() -> {
            long left = busyWaitNanos - (System.nanoTime() - asked);
            if (left <= 0) {
                throw failures.busy();
            }
            return translated(current -> {
                // Waiting in line counts: what is left is for other processes.
                ((SQLiteConnection) current.connection()).setBusyTimeout(SqliteConnections.toBusyMillis(left));
                return transaction.run(current, work);
            });
        });
    }

    /** Runs work outside a transaction of its own. */
    <T> T call(SqlWork<T> work) {
        return await(() -> translated(work));
    }

    /** Closes the session, which lets SQLite checkpoint, and ends the thread. */
    @Override
    public void close() {
        try {
            await(() -> {
                closeSession();
                return true;
            });
        } finally {
            executor.shutdown();
        }
    }

    private <T> T translated(SqlWork<T> work) {
        try {
            Session current = session();
            try {
                return work.run(current);
            } catch (SQLException e) {
                current.discardStatements();
                throw e;
            }
        } catch (SQLException e) {
            throw failures.translate(e);
        }
    }

    private Session session() throws SQLException {
        Session current = session;
        if (current != null && current.isUsable()) {
            return current;
        }
        if (current != null) {
            session = null;
            current.close();
        }
        Session opened = source.open();
        session = opened;
        return opened;
    }

    private void closeSession() {
        Session current = session;
        if (current != null) {
            session = null;
            try {
                current.close();
            } catch (SQLException e) {
                throw failures.translate(e);
            }
        }
    }

    private <T> T await(Supplier<T> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("the clock and the ids of a store must not call the store");
        }
        Future<T> future = executor.submit(work::get);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
    }
}
