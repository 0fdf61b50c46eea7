package dev.praxis.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes a journal the only writer of its directory, over all processes and all journals of this process, from when it is
 * opened until it is closed. Confined to the writer thread.
 *
 * <p>POSIX drops all locks of a process on a file as soon as the process closes any descriptor of it. So within this
 * process only one journal at a time has the file open; which one is kept in memory, since the system cannot tell.
 *
 * <p>A lock counts only while its file is the one at the path, since whoever comes next opens that one.
 */
final class JournalLock implements AutoCloseable {

    /** The lock files that this process has open. Locks are those of a process, so this is as well. */
    private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Path path;
    private final Path identity;
    private final FileChannel channel;
    private final FileLock lock;
    private final Object key;

    private JournalLock(Path path, Path identity, FileChannel channel, FileLock lock, Object key) {
        this.path = path;
        this.identity = identity;
        this.channel = channel;
        this.lock = lock;
        this.key = key;
    }

    /**
     * Waits for the lock.
     *
     * @param directory where the lock file is, or is made
     * @param wait how long
     * @throws AuditBusyException if the wait was not enough
     */
    static JournalLock acquire(Path directory, Duration wait) throws IOException {
        Path path = directory.resolve(JournalDirectory.LOCK);
        Path identity = directory.toRealPath().resolve(JournalDirectory.LOCK);
        long start = System.nanoTime();
        while (true) {
            if (OPEN_HERE.add(identity)) {
                @Nullable JournalLock lock = tryAcquire(path, identity);
                if (lock != null) {
                    return lock;
                }
            }
            if (System.nanoTime() - start >= wait.toNanos()) {
                throw new AuditBusyException("the audit log in " + directory
                        + " is held by another writer for more than " + wait.toMillis()
                        + " ms; nothing was recorded, try again");
            }
            LockSupport.parkNanos(path, RETRY_NANOS);
        }
    }

    /** Tries once; whatever it does not return it has closed. */
    private static @Nullable JournalLock tryAcquire(Path path, Path identity) throws IOException {
        @Nullable JournalLock result = null;
        @Nullable FileChannel channel = null;
        try {
            // Made before it is opened: of a file that is made by opening it the key is not known for sure.
            makeIfAbsent(path);
            JournalDirectory.requireRegular(path);
            @Nullable Object before = key(path);
            channel = FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            OwnerOnly.FILE.repair(path);
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null && before != null && before.equals(key(path))) {
                result = new JournalLock(path, identity, channel, lock, before);
            }
            return result;
        } finally {
            if (result == null) {
                if (channel != null) {
                    channel.close();
                }
                OPEN_HERE.remove(identity);
            }
        }
    }

    private static void makeIfAbsent(Path path) throws IOException {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createFile(path, OwnerOnly.FILE.whenCreated());
            } catch (FileAlreadyExistsException e) {
                return; // somebody else made it meanwhile
            }
        }
    }

    /** What is wrong with the lock, or null when it excludes others. */
    @Nullable
    String lost() throws IOException {
        if (!lock.isValid()) {
            return "the lock on " + path.getFileName() + " was lost";
        }
        return key.equals(key(path)) ? null : path.getFileName() + " was removed or replaced while it was locked";
    }

    private static @Nullable Object key(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Gives the lock up. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OPEN_HERE.remove(identity);
        }
    }
}
