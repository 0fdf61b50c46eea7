package dev.praxis.store.postgres;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/** What a writer does between losing a race and trying again. */
@FunctionalInterface
interface Pause {

    /** Waits. */
    void after(int attempt);

    /**
     * Waits up to 10 ms after the first attempt and up to twice as long after each next one, so that those who collided do
     * not collide again.
     *
     * @param random gives numbers from 0 to 1
     */
    static Pause jittered(DoubleSupplier random) {
        return attempt ->
                LockSupport.parkNanos((long) (TimeUnit.MILLISECONDS.toNanos(5L << attempt) * random.getAsDouble()));
    }
}
