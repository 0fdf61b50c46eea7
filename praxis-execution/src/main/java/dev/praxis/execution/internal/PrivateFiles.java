package dev.praxis.execution.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Directories of mode 0700 and files of mode 0600, durable when a method returns: what was written is forced to the
 * disk, and so is the directory that names it. Needs a POSIX file system. Stateless and thread-safe; blocks on I/O.
 */
public final class PrivateFiles {

    /** The mode of directories. */
    public static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private static final FileAttribute<?> DIRECTORY_MODE = PosixFilePermissions.asFileAttribute(DIRECTORY);
    private static final FileAttribute<?> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private PrivateFiles() {}

    /**
     * Creates a directory and the parents it lacks. What exists stays as it is.
     *
     * @param directory an absolute path
     * @throws IOException if it cannot be created, or something else is in the way
     */
    public static void createDirectories(Path directory) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = directory; path != null && !Files.exists(path); path = path.getParent()) {
            missing.push(path);
        }
        for (Path path : missing) {
            createDirectory(path);
        }
        if (!Files.isDirectory(directory)) {
            throw new FileAlreadyExistsException(directory.toString(), null, "is not a directory");
        }
    }

    /**
     * Whether nobody but the owner has any access.
     *
     * @param path a file or directory; a link is not followed
     * @return true if group and others have no permission
     * @throws IOException if it cannot be asked
     */
    public static boolean isPrivate(Path path) throws IOException {
        return DIRECTORY.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Writes a new file, all or nothing.
     *
     * <p>The bytes go to a draft beside the file first. The draft of another writer, who may be at it or may have died,
     * is neither written over nor removed: it has the write refused.
     *
     * @param file where; if there is a file already it is replaced
     * @param bytes what
     * @throws FileAlreadyExistsException if there is a draft of this file
     * @throws IOException if it could not be written; then there is no file, or the one from before. Or, if all that
     *     failed was to make its name durable, the whole file is there, and may be gone after a power loss
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path draft = draftOf(file);
        try (FileChannel channel =
                FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE_MODE)) {
            // From here on the draft is ours.
            try {
                writeAll(channel, bytes);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.deleteIfExists(draft);
                throw e;
            }
        }
        force(parent(file));
    }

    /**
     * Moves a file into another directory under the same name. Of several that try to move the same file, in this
     * process or others, exactly one succeeds.
     *
     * @param file the file
     * @param directory where to, on the same file system
     * @throws java.nio.file.NoSuchFileException if there is no such file, any more
     * @throws IOException if it could not be moved, or not be made durable
     */
    public static void moveInto(Path file, Path directory) throws IOException {
        Files.move(file, directory.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        force(directory);
        force(parent(file));
    }

    /**
     * Removes a file, if there is one.
     *
     * @param file the file
     * @throws IOException if it could not be removed, or that not be made durable
     */
    public static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            force(parent(file));
        }
    }

    /**
     * Whether a file is the unfinished draft of a write that was cut off.
     *
     * @param file a file
     * @return true for a draft
     */
    public static boolean isDraft(Path file) {
        return file.getFileName().toString().endsWith(".draft");
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    private static Path draftOf(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".draft");
    }

    private static void createDirectory(Path path) throws IOException {
        try {
            Files.createDirectory(path, DIRECTORY_MODE);
            force(parent(path));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path)) {
                throw e; // otherwise another process was faster, which is as good
            }
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
