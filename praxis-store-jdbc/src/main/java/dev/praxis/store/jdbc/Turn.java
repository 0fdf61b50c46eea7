package dev.praxis.store.jdbc;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One caller's place in a {@link TurnQueue}. The thread that made it waits until it leads or is answered. Its work belongs
 * to whoever leads.
 *
 * @param <W> the type of the work
 */
public final class Turn<W> {

    private enum State {
        WAITS,
        LEADS,
        ANSWERED
    }

    private final @Nullable W work;
    private final long asked = System.nanoTime();
    private final Thread caller = Thread.currentThread();
    private volatile State state = State.WAITS;

    /**
     * A turn of the calling thread, which begins to wait now.
     *
     * @param work the work, or null if its caller must lead himself, because his work cannot be done with others
     */
    public Turn(@Nullable W work) {
        this.work = work;
    }

    /**
     * The work.
     *
     * @return null if its caller must lead himself
     */
    public @Nullable W work() {
        return work;
    }

    Thread caller() {
        return caller;
    }

    /**
     * How long ago it was made.
     *
     * @return nanoseconds
     */
    public long waitedNanos() {
        return System.nanoTime() - asked;
    }

    void lead() {
        proceed(State.LEADS);
    }

    /** Called by the leader when the outcome of the work is final. */
    public void answer() {
        proceed(State.ANSWERED);
    }

    boolean isAnswered() {
        return state == State.ANSWERED;
    }

    /**
     * Waits until the caller leads or is answered. Called by the thread that made this.
     *
     * @param interrupts takes the interrupts that come meanwhile
     * @return true if he leads, false if he is answered
     */
    public boolean awaitLead(Interrupts interrupts) {
        while (state == State.WAITS) {
            LockSupport.park(this);
            interrupts.collect();
        }
        return state == State.LEADS;
    }

    private void proceed(State next) {
        state = next;
        if (caller != Thread.currentThread()) {
            LockSupport.unpark(caller);
        }
    }
}
