package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Interrupts;
import dev.praxis.store.jdbc.Session;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * How a session waits for a lock that another process holds: it looks again every millisecond. SQLite's own waiting grows
 * to a tenth of a second, and beside a process that writes without a rest the lock is free for some microseconds only; who
 * looks that seldom does not find it free for seconds. Used by one thread at a time.
 */
final class BusyWait extends BusyHandler {

    private static final long FIRST_NANOS = 125_000;
    private static final int DOUBLINGS = 3;

    private long start = System.nanoTime();
    private long waitNanos;

    /** Sets how long the session may wait from now on. */
    void atMost(long nanos) {
        start = System.nanoTime();
        waitNanos = nanos;
    }

    /** Puts this in place of SQLite's own waiting. */
    void install(Session session) throws SQLException {
        setHandler(session.connection(), this);
    }

    /** Zero gives up. */
    @Override
    protected int callback(int tries) {
        if (System.nanoTime() - start >= waitNanos) {
            return 0;
        }
        // An interrupt must not make this a busy loop.
        Interrupts interrupts = new Interrupts();
        LockSupport.parkNanos(FIRST_NANOS << Math.min(tries, DOUBLINGS));
        interrupts.giveBack();
        return 1;
    }
}
