package dev.praxis.store.sqlite;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Who writes, in the order in which they came: one leads, the others wait in line. Thread-safe. */
final class WriteQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Turn> line = new ArrayDeque<>();

    /** Null when nobody leads; the line is empty then. */
    private @Nullable Thread leader;

    /** Puts a turn of the calling thread at the end of the line, or lets it lead if nobody does. */
    void enter(Turn turn) {
        lock.lock();
        try {
            if (leader == null) {
                leader = turn.caller();
                turn.lead();
            } else if (leader == turn.caller()) {
                throw new IllegalStateException("the clock and the ids of a store must not call the store");
            } else {
                line.add(turn);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next turn out of the line; null if there is none, or one that must lead itself. Called by the leader. */
    @Nullable
    Turn nextSharing() {
        lock.lock();
        try {
            Turn next = line.peek();
            return next != null && next.work() != null ? line.remove() : null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the lead: the next in line has it. Called by the leader. */
    void handOver() {
        lock.lock();
        try {
            Turn next = line.poll();
            leader = next == null ? null : next.caller();
            if (next != null) {
                next.lead();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many wait in line. */
    int length() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }
}
