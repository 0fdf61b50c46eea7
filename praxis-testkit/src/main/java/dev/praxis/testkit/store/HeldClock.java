package dev.praxis.testkit.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A clock that holds up who asks it next, until it is let go: a store that takes the time of a change inside its transaction
 * is stopped there. Thread-safe.
 */
public final class HeldClock implements InstantSource {

    private final InstantSource clock;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /**
     * Creates a clock that holds up nobody yet.
     *
     * @param clock what it shows
     */
    public HeldClock(InstantSource clock) {
        this.clock = clock;
    }

    /** Holds up the next one to ask; once only. */
    public void arm() {
        armed.set(true);
    }

    /**
     * Waits until somebody is held up.
     *
     * @throws InterruptedException if this thread was interrupted
     */
    public void awaitHeld() throws InterruptedException {
        reached.await();
    }

    /** Lets it go on. */
    public void release() {
        released.countDown();
    }

    @Override
    public Instant instant() {
        if (armed.compareAndSet(true, false)) {
            reached.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while it was held up", e);
            }
        }
        return clock.instant();
    }
}
