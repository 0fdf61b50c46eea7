package dev.praxis.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The door of the turnstile of a store, as another process sees it. Closing this lets go of every lock that this process has on
 * the file (POSIX advisory locks), so it is closed last.
 */
final class Door implements AutoCloseable {

    private static final long LOOK_NANOS = 20_000;

    private final FileChannel file;

    Door(Path store) throws IOException {
        file = new StoreFile(store).openTurnstile();
    }

    /** Waits until another process stands in the door. */
    void awaitSomebody() throws IOException {
        while (true) {
            FileLock mine = lock();
            if (mine == null) {
                return;
            }
            mine.release();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** The door, or null if another process stands in it. */
    @Nullable
    FileLock lock() throws IOException {
        return file.tryLock(TurnstileFile.DOOR, 1, false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
