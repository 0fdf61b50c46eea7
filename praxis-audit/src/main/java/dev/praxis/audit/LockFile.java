package dev.praxis.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that carries the lock, opened once. POSIX drops all locks of a process on a file as soon as the process closes
 * any descriptor of it, so it may be closed only while this descriptor holds the lock: then no other journal of this
 * process has one to lose. Confined to one thread.
 */
final class LockFile {

    private final Path path;

    /** What was at the path just before the file was opened; null when the file was made by opening it. */
    private final @Nullable Object key;

    private final FileChannel channel;

    private LockFile(Path path, @Nullable Object key, FileChannel channel) {
        this.path = path;
        this.key = key;
        this.channel = channel;
    }

    /** Opens the file at a path; makes it if there is none. */
    static LockFile open(Path path) throws IOException {
        @Nullable Object key = key(path);
        if (key != null) {
            OwnerOnly.FILE.repair(path);
        }
        // Nothing that can fail may come after this: there is no closing the channel without the lock.
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.FILE.whenCreated());
        return new LockFile(path, key, channel);
    }

    /** The lock, or null when another process, or another journal of this one, has it. */
    @Nullable
    FileLock tryLock() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another journal of this process has it
        }
    }

    /**
     * Whether this file is known to be the one that others find at the path. While it is open, no other file can have its
     * key. A file that was made by opening it is not known: somebody may have replaced it before its key could be read.
     */
    boolean isAtItsPath() throws IOException {
        return key != null && key.equals(key(path));
    }

    /** Closes the file, and with that releases the lock, which this must hold. */
    void closeLocked() throws IOException {
        channel.close();
    }

    private static @Nullable Object key(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
