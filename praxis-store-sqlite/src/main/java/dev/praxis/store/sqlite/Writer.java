package dev.praxis.store.sqlite;

import dev.praxis.api.store.StoreClosedException;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.GroupTransaction;
import dev.praxis.store.jdbc.Interrupts;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.SharedWork;
import dev.praxis.store.jdbc.SqlWork;
import dev.praxis.store.jdbc.Turn;
import dev.praxis.store.jdbc.TurnQueue;
import dev.praxis.store.jdbc.WriteTransaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one session that writes, and its callers. SQLite's own waiting is unfair (a connection may wait a second or more
 * beside busy ones); here callers take turns in the order in which they came, and so do processes, one transaction each. Whoever finds nobody writing leads: it runs
 * its own work and, in the same transaction, the works of those who came meanwhile, so that all of them pay for one
 * commit. Who is alone pays for no hand-over to another thread. Who shared the last commit is expected to come back, and
 * the next one waits for him a little: the fuller a group, the less of the commit each pays.
 *
 * <p>Thread-safe. A caller waits until its work is committed or its turn did not come within the busy wait. Its work may
 * run on the thread of another caller. An interrupt does not end the wait, since the work could no longer be told from
 * work that never ran; the interrupt status is set again when the call returns.
 */
final class Writer implements AutoCloseable {

    private final SessionSource source;
    private final WriteTransaction transaction;
    private final GroupTransaction groupTransaction;
    private final FailureTranslator failures;
    private final long busyWaitNanos;
    private final GroupBound bound;
    private final Turnstile turnstile;
    private final TurnQueue<SharedWork<?>> queue = new TurnQueue<>();

    // These belong to the leader of the queue.
    private final BusyWait busyWait = new BusyWait();
    private @Nullable Session session;
    private boolean closed;

    /** How many callers are about: who shared the last commit, and who stood in line behind it. */
    private int expected;

    Writer(
            SessionSource source,
            WriteTransaction transaction,
            FailureTranslator failures,
            Duration busyWait,
            GroupBound bound,
            Turnstile turnstile) {
        this.source = source;
        this.transaction = transaction;
        this.groupTransaction = transaction.forGroups();
        this.failures = failures;
        this.busyWaitNanos = busyWait.toNanos();
        this.bound = bound;
        this.turnstile = turnstile;
    }

    /** Runs work in a write transaction. It may run again if what it did was rolled back. */
    <T> T inTransaction(SqlWork<T> work) {
        SharedWork<T> shared = new SharedWork<>(work);
        Turn<SharedWork<?>> turn = new Turn<>(shared);
        Interrupts interrupts = new Interrupts();
        try {
            try {
                queue.enter(turn);
                if (turn.awaitLead(interrupts)) {
                    lead(turn, shared);
                }
            } finally {
                // Needs no more stack than to enter, so an overflow of what lies between does not come in its way.
                queue.leave(turn);
            }
            return shared.outcome();
        } finally {
            interrupts.giveBack();
        }
    }

    /** Runs work outside a transaction of its own. */
    <T> T call(SqlWork<T> work) {
        return alone(() -> translated(work));
    }

    /** Closes the session, which lets SQLite checkpoint. Whoever stands in line behind finds the store closed. */
    @Override
    public void close() {
        alone(() -> {
            closed = true;
            turnstile.close();
            closeSession();
            return true;
        });
    }

    /** How many callers stand in line behind the one that leads. */
    int waiting() {
        return queue.length();
    }

    private <T> T alone(Supplier<T> work) {
        Turn<SharedWork<?>> turn = new Turn<>(null);
        Interrupts interrupts = new Interrupts();
        try {
            try {
                queue.enter(turn);
                turn.awaitLead(interrupts);
                busyWait.atMost(busyWaitNanos);
                return work.get();
            } finally {
                queue.leave(turn);
            }
        } finally {
            interrupts.giveBack();
        }
    }

    private void lead(Turn<SharedWork<?>> turn, SharedWork<?> first) {
        WriteGroup group = new WriteGroup(first, queue, failures, busyWaitNanos, bound, expected);
        try {
            run(group, first, busyWaitNanos - turn.waitedNanos());
        } catch (RuntimeException | Error e) {
            // Not a failure of some work, so nobody knows how far it went; and nobody may wait for ever.
            group.works().forEach(work -> work.fail(e));
        } finally {
            expected = group.works().size() + queue.length();
            try {
                // First of all, so that the next transaction begins while this thread still wakes the others.
                queue.leave(turn);
            } finally {
                group.answer();
            }
        }
    }

    private void run(WriteGroup group, SharedWork<?> first, long leftNanos) {
        if (leftNanos <= 0) {
            first.fail(failures.busy());
            return;
        }
        long start = System.nanoTime();
        try {
            // Half of what is left: who waits here in vain can still wait for SQLite's lock.
            turnstile.enter(leftNanos / 2);
            // Waiting in line counts: what is left is for other processes.
            busyWait.atMost(leftNanos - (System.nanoTime() - start));
            boolean decided = translated(current -> groupTransaction.run(current, first, group));
            if (!decided) {
                group.works().forEach(this::runAgain);
            }
        } finally {
            turnstile.leave();
        }
    }

    private void runAgain(SharedWork<?> work) {
        try {
            translated(current -> transaction.run(current, work));
        } catch (RuntimeException | Error e) {
            work.fail(e);
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
        if (closed) {
            throw new StoreClosedException();
        }
        Session current = session;
        if (current != null && current.isUsable()) {
            return current;
        }
        if (current != null) {
            close(current);
        }
        Session opened = source.open();
        session = opened;
        busyWait.install(opened);
        return opened;
    }

    private void closeSession() {
        Session current = session;
        if (current != null) {
            try {
                close(current);
            } catch (SQLException e) {
                throw failures.translate(e);
            }
        }
    }

    /** Forgets the session, but not if an error kept it from closing: it may hold the lock of the file, so the next tries again. */
    private void close(Session current) throws SQLException {
        try {
            current.close();
        } catch (SQLException e) {
            session = null;
            throw e;
        }
        session = null;
    }
}
