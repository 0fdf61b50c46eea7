package dev.praxis.audit.sink;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A call of a sink that is under way. An interrupt reaches the thread only while it is in this call, so that it can hit no other.
 */
final class SinkCall {

    private final ReentrantLock lock = new ReentrantLock();
    private final Thread thread = Thread.currentThread();
    private final long deadline;
    private boolean over;
    private boolean cutOff;

    /**
     * Begins a call on this thread.
     *
     * @param deadline when it is to be over, as {@link System#nanoTime} counts
     */
    SinkCall(long deadline) {
        this.deadline = deadline;
    }

    /** Asks the sink to give up, if the call is still under way. */
    void cutOff() {
        lock.lock();
        try {
            if (!over) {
                cutOff = true;
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The call has returned. Takes the interrupt back, which was for this call alone. */
    void end() {
        lock.lock();
        try {
            over = true;
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    boolean wasCutOff() {
        lock.lock();
        try {
            return cutOff;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it should have been over. */
    boolean isLate() {
        return System.nanoTime() - deadline > 0;
    }
}
