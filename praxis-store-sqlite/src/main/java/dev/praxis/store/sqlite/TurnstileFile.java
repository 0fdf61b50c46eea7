package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Interrupts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turnstile of two locks on bytes of a file beside the store, which stays empty: the door and the hold. Who wants to write
 * locks the door, then the hold, and opens the door again; when he has written he lets go of the hold. So nobody can come
 * between him who stands in the door and him who writes: two processes take turns, and of many, each of which finds the door
 * open by chance, none is kept out for long. The system frees the locks of a process that dies.
 *
 * <p>The file is none of the database's: the locks that a process has on a file go when it closes any descriptor of that file
 * (POSIX advisory locks), and SQLite's own must not.
 */
final class TurnstileFile implements Turnstile {

    private static final Logger LOG = LoggerFactory.getLogger(TurnstileFile.class);

    /** The byte that is locked by him who is next. */
    static final long DOOR = 0;

    /** The byte that is locked by him who writes. */
    static final long HOLD = 1;

    /**
     * How long to sleep between two looks. The least that a system gives, and no more at the door, where who looks less often
     * than others would stay behind them.
     */
    private static final long SLEEP_NANOS = 50_000;

    /** Looks between two doublings of the sleep of him who is alone in waiting, and how often it is doubled. */
    private static final int LOOKS = 8;

    private static final int DOUBLINGS = 3;

    /** How long to wait when the last wait was in vain: as long as a line that moves takes. */
    private static final long SHORT_NANOS = Duration.ofMillis(20).toNanos();

    private final StoreFile store;
    private @Nullable FileChannel channel;
    private @Nullable FileLock hold;

    /** Somebody stood in the way all the time, perhaps one who was stopped. He is hardly waited for until he has gone. */
    private boolean blocked;

    private boolean closed;

    TurnstileFile(StoreFile store) {
        this.store = store;
    }

    @Override
    public void enter(long patienceNanos) {
        if (closed) {
            return;
        }
        try {
            FileChannel open = channel();
            hold = pass(open, blocked ? Math.min(SHORT_NANOS, patienceNanos) : patienceNanos);
            blocked = hold == null;
        } catch (IOException e) {
            giveUp(e);
        }
    }

    @Override
    public void leave() {
        FileLock held = hold;
        hold = null;
        try {
            if (held != null) {
                held.release();
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        FileChannel open = channel;
        channel = null;
        hold = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.warn("{} could not be closed: {}", store.turnstile(), e.toString());
        }
    }

    private FileChannel channel() throws IOException {
        FileChannel known = channel;
        if (known != null) {
            return known;
        }
        FileChannel opened = store.openTurnstile();
        channel = opened;
        return opened;
    }

    private void giveUp(IOException e) {
        Path file = store.turnstile();
        LOG.warn(
                "the processes that write to store {} do not take turns, since {} cannot be locked ({}): one may wait longer"
                        + " than another; see to the permissions of the file and its directory",
                store.path(),
                file,
                e.toString());
        close();
    }

    private static @Nullable FileLock pass(FileChannel file, long patienceNanos) throws IOException {
        long start = System.nanoTime();
        FileLock door = await(file, DOOR, 0, start, patienceNanos);
        if (door == null) {
            return null;
        }
        try {
            return await(file, HOLD, DOUBLINGS, start, patienceNanos);
        } finally {
            door.release();
        }
    }

    private static @Nullable FileLock await(FileChannel file, long place, int doublings, long start, long patienceNanos)
            throws IOException {
        Interrupts interrupts = new Interrupts();
        try {
            int looks = 0;
            FileLock lock = lock(file, place);
            while (lock == null && System.nanoTime() - start < patienceNanos) {
                LockSupport.parkNanos(SLEEP_NANOS << Math.min(looks / LOOKS, doublings));
                // An interrupt must not make this a busy loop.
                interrupts.collect();
                looks++;
                lock = lock(file, place);
            }
            return lock;
        } finally {
            interrupts.giveBack();
        }
    }

    /** Never waits in the system: an interrupt would close the file. */
    private static @Nullable FileLock lock(FileChannel file, long place) throws IOException {
        try {
            return file.tryLock(place, 1, false);
        } catch (OverlappingFileLockException e) {
            // Another store of this process has it.
            return null;
        }
    }
}
