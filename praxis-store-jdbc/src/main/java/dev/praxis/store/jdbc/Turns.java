package dev.praxis.store.jdbc;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a few callers in at a time, in the order in which they came. Thread-safe. */
public final class Turns {

    private final Semaphore places;

    /**
     * Nobody is in yet.
     *
     * @param places how many there may be at a time
     */
    public Turns(int places) {
        this.places = new Semaphore(places, true);
    }

    /**
     * Waits for a turn. Each true is followed by one {@link #end}.
     *
     * @param deadline until when
     * @param interrupts takes the interrupts that come meanwhile
     * @return false if it did not come in time
     */
    public boolean await(Deadline deadline, Interrupts interrupts) {
        while (true) {
            try {
                return places.tryAcquire(Math.max(0, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupts.caught();
            }
        }
    }

    /** Ends a turn, and lets the next caller in. */
    public void end() {
        places.release();
    }
}
