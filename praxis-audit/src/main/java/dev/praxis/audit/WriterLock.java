package dev.praxis.audit;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * At most one writer at a time, over all processes and all journals of this process. Confined to the writer thread.
 *
 * <p>A lock counts only while its file is the one at the path: whoever comes next opens that one. So each time the lock
 * was obtained this is looked at, and a file that was deleted or replaced is given up for the new one. What this cannot
 * see is a lock file that is taken away while it is held, in the midst of a write.
 */
final class WriterLock implements AutoCloseable {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final JournalDirectory directory;
    private final Duration wait;
    private LockFile file;

    /** Opens the lock file, so that a directory in which that is not possible is found early. */
    WriterLock(JournalDirectory directory, Duration wait) throws IOException {
        this.directory = directory;
        this.wait = wait;
        this.file = directory.openLock();
    }

    /**
     * Waits for the lock.
     *
     * @throws AuditBusyException if the wait was not enough
     */
    FileLock acquire() throws IOException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            @Nullable FileLock lock = file.tryLock();
            if (lock != null && counts(lock)) {
                return lock;
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new AuditBusyException("the audit log is held by another writer for more than " + wait.toMillis()
                        + " ms; nothing was recorded, try again");
            }
            if (lock == null) {
                LockSupport.parkNanos(this, RETRY_NANOS);
            }
        }
    }

    /** Whether a lock excludes others; if not, it is released and the file that others lock is opened. */
    private boolean counts(FileLock lock) throws IOException {
        try {
            if (file.isAtItsPath()) {
                return true;
            }
            LockFile stale = file;
            file = directory.openLock();
            stale.closeLocked();
            return false;
        } catch (IOException e) {
            lock.release();
            throw e;
        }
    }

    /**
     * Closes the file.
     *
     * @throws AuditBusyException if the wait for the lock, without which it must not be closed, was not enough; the file
     *     stays open
     */
    @Override
    public void close() throws IOException {
        acquire();
        file.closeLocked();
    }
}
