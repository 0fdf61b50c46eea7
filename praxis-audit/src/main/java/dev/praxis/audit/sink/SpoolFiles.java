package dev.praxis.audit.sink;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The operations on files that fail when a disk does, so that tests can let each of them fail. Everything is for the owner alone.
 * Streams instead of channels where a thread may be interrupted: an interrupt closes a channel. Stateless and thread-safe.
 */
class SpoolFiles {

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** Makes a directory, and takes from others what they may do with one that is there. */
    void directory(Path directory) throws IOException {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
        if (!Files.getPosixFilePermissions(directory).equals(DIRECTORY)) {
            Files.setPosixFilePermissions(directory, DIRECTORY);
        }
    }

    /** Makes a file that is not there yet. */
    void create(Path file) throws IOException {
        Files.createFile(file, ownerOnly());
    }

    /** Opens a file that is there, to write behind what it has. */
    FileOutputStream append(Path file) throws IOException {
        return new FileOutputStream(file.toFile(), true);
    }

    void write(FileOutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void sync(FileOutputStream out) throws IOException {
        out.getFD().sync();
    }

    /** Makes the names in a directory durable. */
    void syncDirectory(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Replaces the content of a file as a whole. */
    void replace(Path file, byte[] content, boolean durable) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        create(next);
        try (FileOutputStream out = append(next)) {
            write(out, content);
            if (durable) {
                sync(out);
            }
        }
        move(next, file);
    }

    void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    private static FileAttribute<Set<PosixFilePermission>> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(FILE);
    }
}
