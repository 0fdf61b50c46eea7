package dev.praxis.audit.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that are there as a whole or not at all, whatever happens on the way: written under another name, fsynced, renamed,
 * and the directory fsynced. For the owner only. One writer at a time for a file; the caller sees to it.
 */
public final class WholeFiles {

    private final FileOperations system;

    /**
     * Files of a system.
     *
     * @param system what does the work
     */
    public WholeFiles(FileOperations system) {
        this.system = system;
    }

    /**
     * Writes a file, in place of one that may be there. When this returns, the new one survives a power loss; when it fails,
     * either of the two is there.
     *
     * @param file the file, whose directory exists
     * @param content what it is to hold
     * @throws IOException if it could not be written
     */
    public void replace(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        requireRegularIfThere(unfinished);
        try (FileChannel channel = system.open(
                unfinished,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                system.write(channel, bytes);
            }
            system.force(channel);
        }
        system.rename(unfinished, file);
        system.forceDirectory(directoryOf(file));
    }

    /**
     * Makes sure that a file that was found survives a power loss: whoever wrote it may have died in between.
     *
     * @param file the file
     * @throws IOException if that fails
     */
    public void settle(Path file) throws IOException {
        requireRegular(file);
        try (FileChannel channel = system.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            system.force(channel);
        }
        system.forceDirectory(directoryOf(file));
    }

    /**
     * Makes a directory and those above it where there are none; when this returns, they survive a power loss.
     *
     * @param directory the directory
     * @throws IOException if that fails
     */
    public void makeDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        @Nullable Path parent = directory.toAbsolutePath().getParent();
        if (parent == null) {
            throw new NoSuchFileException(directory.toString());
        }
        makeDirectories(parent);
        try {
            system.makeDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        system.forceDirectory(parent);
    }

    /**
     * Reads a regular file; a symbolic link is none, and whoever opened a pipe would wait for ever.
     *
     * @param file the file
     * @param limit how many bytes are read at the most
     * @return its bytes, or null when there is no such file
     * @throws IOException if it cannot be read
     */
    public static byte @Nullable [] read(Path file, int limit) throws IOException {
        try {
            requireRegular(file);
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes(limit);
            }
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Refuses what is there and is no regular file, before it is opened. A symbolic link is none.
     *
     * @param file the file, or none
     * @throws IOException if something else is in its place
     */
    public static void requireRegularIfThere(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            requireRegular(file);
        }
    }

    private static void requireRegular(Path file) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) {
            throw new IOException(file + " is no regular file; put the file itself there");
        }
    }

    private static Path directoryOf(Path file) {
        @Nullable Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }
}
