package dev.praxis.audit.sink;

import java.time.Duration;

/** Waits whatever happens to the thread that waits; an interrupt is kept for its owner. */
final class Waiting {

    /** Something that is waited for. */
    @FunctionalInterface
    interface Event {

        /**
         * Waits.
         *
         * @param left how long at most
         * @return whether it happened
         * @throws InterruptedException if the thread was interrupted
         */
        boolean within(Duration left) throws InterruptedException;
    }

    private Waiting() {}

    /** Waits for an event; whether it happened in time. */
    static boolean uninterruptibly(Duration patience, Event event) {
        long end = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return event.within(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
