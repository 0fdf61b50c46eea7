package dev.praxis.store.jdbc;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Callers in the order in which they came: one leads and does the work of others with his own, the others wait in line.
 * Thread-safe.
 *
 * @param <W> the type of the work
 */
public final class TurnQueue<W> {

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Turn<W>> line = new ArrayDeque<>();

    /** Null when nobody leads; the line is empty then. */
    private @Nullable Turn<W> leader;

    /** Creates an empty queue. */
    public TurnQueue() {}

    /**
     * Puts a turn of the calling thread at the end of the line, or lets it lead if nobody does. From here on its caller owes
     * the others a {@link #leave}, whatever this and all that follows throws: they would wait for ever.
     *
     * @param turn the turn
     * @throws IllegalStateException if the thread leads already: the clock or the ids of a store call the store
     */
    public void enter(Turn<W> turn) {
        lock.lock();
        try {
            if (leader == null) {
                leader = turn;
                turn.lead();
            } else if (leader.caller() == turn.caller()) {
                throw new IllegalStateException("the clock and the ids of a store must not call the store");
            } else {
                line.add(turn);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next turn out of the line. Called by the leader.
     *
     * @return null if there is none, or one whose caller must lead himself
     */
    public @Nullable Turn<W> nextSharing() {
        lock.lock();
        try {
            Turn<W> next = line.peek();
            return next != null && next.work() != null ? line.remove() : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends a turn, however it went: if it leads, the next in line has the lead; if it still stands in line, it is taken out, so
     * that nobody hands the lead to a thread that has gone. Does nothing for a turn that was answered, never came in or has
     * left. Called by the thread of the turn.
     *
     * @param turn the turn
     */
    public void leave(Turn<W> turn) {
        if (turn.isAnswered()) {
            return;
        }
        lock.lock();
        try {
            if (leader == turn) {
                next();
            } else {
                line.remove(turn);
            }
            turn.answer();
        } finally {
            lock.unlock();
        }
    }

    private void next() {
        Turn<W> next = line.poll();
        leader = next;
        if (next != null) {
            next.lead();
        }
    }

    /**
     * How many wait in line behind the leader.
     *
     * @return 0 or more
     */
    public int length() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }
}
