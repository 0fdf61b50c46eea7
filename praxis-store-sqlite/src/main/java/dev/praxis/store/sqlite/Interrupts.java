package dev.praxis.store.sqlite;

/** Keeps the interrupts of a thread from what it does, and gives them back. Confined to one thread. */
final class Interrupts {

    private boolean interrupted = Thread.interrupted();

    void collect() {
        interrupted |= Thread.interrupted();
    }

    void giveBack() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
