package dev.praxis.store.jdbc;

import java.time.Duration;

/**
 * A point in time until which a call may wait, by the monotonic clock.
 *
 * @param nanoTime as {@link System#nanoTime} gives it
 */
public record Deadline(long nanoTime) {

    /**
     * So long from now.
     *
     * @param wait how long
     * @return the deadline
     */
    public static Deadline after(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    /**
     * What is left.
     *
     * @return zero or negative when it has passed
     */
    public Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }
}
