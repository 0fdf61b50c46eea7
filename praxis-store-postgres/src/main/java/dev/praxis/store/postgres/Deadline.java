package dev.praxis.store.postgres;

import java.time.Duration;

/** A point in time until which a call may wait, by the monotonic clock. */
record Deadline(long nanoTime) {

    static Deadline after(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    /** What is left; zero or negative when it has passed. */
    Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }
}
