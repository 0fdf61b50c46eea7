package dev.praxis.store.postgres;

import dev.praxis.store.jdbc.Interrupts;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a few callers in at a time, in the order in which they came. Thread-safe. */
final class Turns {

    private final Semaphore places;

    Turns(int places) {
        this.places = new Semaphore(places, true);
    }

    /** Waits for a turn; false if it did not come in time. Each true is followed by one {@link #end}. */
    boolean await(Deadline deadline, Interrupts interrupts) {
        while (true) {
            try {
                return places.tryAcquire(Math.max(0, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupts.caught();
            }
        }
    }

    void end() {
        places.release();
    }
}
