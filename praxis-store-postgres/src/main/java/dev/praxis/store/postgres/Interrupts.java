package dev.praxis.store.postgres;

/**
 * Holds the interrupts of the calling thread back while it works, since they would end waits whose work could then no longer
 * be told from work that never ran. Confined to the thread that made it.
 */
final class Interrupts {

    private boolean pending = Thread.interrupted();

    /** Notes an interrupt that ended a wait, and clears it. */
    void caught() {
        pending = true;
        // Some pools set the status again before they throw.
        Thread.interrupted();
    }

    /** Gives the thread the interrupts that came. */
    void release() {
        if (pending) {
            Thread.currentThread().interrupt();
        }
    }
}
