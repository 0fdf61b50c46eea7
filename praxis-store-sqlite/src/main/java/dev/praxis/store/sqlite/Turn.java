package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.SharedWork;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One caller's place in the {@link WriteQueue}. The thread that made it waits until it leads or is answered. Its work
 * belongs to whoever leads.
 */
final class Turn {

    private enum State {
        WAITS,
        LEADS,
        ANSWERED
    }

    private final @Nullable SharedWork<?> work;
    private final long asked = System.nanoTime();
    private final Thread caller = Thread.currentThread();
    private volatile State state = State.WAITS;

    /** A turn; null if its caller must lead himself, because his work cannot share a transaction. */
    Turn(@Nullable SharedWork<?> work) {
        this.work = work;
    }

    @Nullable
    SharedWork<?> work() {
        return work;
    }

    Thread caller() {
        return caller;
    }

    long waitedNanos() {
        return System.nanoTime() - asked;
    }

    void lead() {
        proceed(State.LEADS);
    }

    /** Called when the outcome of the work is final. */
    void answer() {
        proceed(State.ANSWERED);
    }

    /** Waits until the caller leads (true) or is answered (false). */
    boolean awaitLead(Interrupts interrupts) {
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
