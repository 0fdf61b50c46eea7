package dev.praxis.store.jdbc;

import dev.praxis.api.store.StoreClosedException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets calls in until it is closed, and lets the closer wait for those inside. Thread-safe. */
final class CallGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int inside;
    private boolean closed;

    /** Each successful call is followed by one of {@link #leave}. */
    void enter() {
        lock.lock();
        try {
            if (closed) {
                throw new StoreClosedException();
            }
            inside++;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            inside--;
            if (inside == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when nobody is inside; true for the first caller, who releases what the gate guards. */
    boolean close() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            while (inside > 0) {
                idle.awaitUninterruptibly();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }
}
