package dev.praxis.store.jdbc;

/**
 * Holds the interrupts of the calling thread back while it works, since they would end waits whose work could then no longer
 * be told from work that never ran. Confined to the thread that made it.
 */
public final class Interrupts {

    private boolean pending = Thread.interrupted();

    /** Takes over what has come meanwhile. */
    public Interrupts() {}

    /** Notes an interrupt, if one has come, and clears it. */
    public void collect() {
        pending |= Thread.interrupted();
    }

    /** Notes an interrupt that ended a wait, and clears it. */
    public void caught() {
        pending = true;
        // Some pools set the status again before they throw.
        Thread.interrupted();
    }

    /** Gives the thread the interrupts that came. */
    public void giveBack() {
        if (pending) {
            Thread.currentThread().interrupt();
        }
    }
}
