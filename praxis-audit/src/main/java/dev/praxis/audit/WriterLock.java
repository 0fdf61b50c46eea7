package dev.praxis.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * At most one writer at a time, over all processes and all journals of this process. Confined to the writer thread.
 *
 * <p>The lock lies on a file that nothing else opens: POSIX drops all locks of a process on a file as soon as the
 * process closes any descriptor of that file.
 */
final class WriterLock implements AutoCloseable {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final FileChannel file;
    private final Duration wait;

    WriterLock(FileChannel file, Duration wait) {
        this.file = file;
        this.wait = wait;
    }

    /**
     * Waits for the lock.
     *
     * @throws AuditBusyException if the wait was not enough
     */
    FileLock acquire() throws IOException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            @Nullable FileLock lock = tryLock();
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new AuditBusyException("the audit log is held by another writer for more than " + wait.toMillis()
                        + " ms; nothing was recorded, try again");
            }
            LockSupport.parkNanos(this, RETRY_NANOS);
        }
    }

    private @Nullable FileLock tryLock() throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another journal of this process has it
        }
    }

    /**
     * Closes the file while it holds the lock: were another journal of this process to hold it, closing would take it
     * away from that one.
     *
     * @throws AuditBusyException if the wait was not enough; the file stays open
     */
    @Override
    public void close() throws IOException {
        acquire();
        file.close();
    }
}
