package dev.praxis.audit.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** What is asked of the system when a file is written as a whole. Tests let each of it fail. Thread-safe. */
public class FileOperations {

    /** The operations of the system. */
    public FileOperations() {}

    /**
     * Opens a file; one that is made is for its owner only.
     *
     * @param file the file
     * @param options how to open it
     * @return the open file
     * @throws IOException if that fails
     */
    public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return FileChannel.open(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /**
     * Writes some of the bytes.
     *
     * @param file the open file
     * @param bytes what is left to write
     * @throws IOException if that fails
     */
    public void write(FileChannel file, ByteBuffer bytes) throws IOException {
        file.write(bytes);
    }

    /**
     * Returns when content and length are on disk.
     *
     * @param file the open file, or a directory
     * @throws IOException if that fails
     */
    public void force(FileChannel file) throws IOException {
        file.force(true);
    }

    /**
     * Makes the names in a directory durable.
     *
     * @param directory the directory
     * @throws IOException if that fails
     */
    public void forceDirectory(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            force(names);
        }
    }

    /**
     * Gives a file the place of another.
     *
     * @param from the file
     * @param to where it goes
     * @throws IOException if that fails
     */
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Makes one directory, for its owner only.
     *
     * @param directory the directory, whose parent exists
     * @throws IOException if that fails
     */
    public void makeDirectory(Path directory) throws IOException {
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
