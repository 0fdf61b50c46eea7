package dev.praxis.audit.sink.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open file of lines that is written to at its end, by this process alone, for its owner alone. Written through a stream and not
 * a channel, which an interrupt would close. Tests let its operations fail. Confined to one thread.
 */
class CopyFile implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final RandomAccessFile file;
    private final @Nullable Object key;

    /** How much of the file counts: whole lines. */
    private long length;

    /**
     * Opens the file, makes it if there is none, and cuts off what a crash left of a line.
     *
     * @throws IOException if that is not possible, or another process has it open
     */
    CopyFile(Path path) throws IOException {
        this.path = path;
        create(path);
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new IOException(path + " is a link or no regular file; name the file itself");
        }
        if (!attributes.permissions().equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
        }
        this.key = attributes.fileKey();
        this.file = new RandomAccessFile(path.toFile(), "rw");
        try {
            lock();
            length = endOfLines();
            file.setLength(length);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void create(Path path) throws IOException {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Path parent = Objects.requireNonNull(path.toAbsolutePath().getParent());
            try (FileChannel names = FileChannel.open(parent, StandardOpenOption.READ)) {
                names.force(true);
            }
        } catch (FileAlreadyExistsException e) {
            // It goes on from its end.
        }
    }

    private void lock() throws IOException {
        try {
            @Nullable FileLock lock = file.getChannel().tryLock();
            if (lock == null) {
                throw new IOException(path + " is open in another process");
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(path + " is open in this process already", e);
        }
    }

    private long endOfLines() throws IOException {
        for (long end = file.length(); end > 0; end--) {
            file.seek(end - 1);
            if (file.read() == '\n') {
                return end;
            }
        }
        return 0;
    }

    /** Whether the file is still the one at its path, and not moved away or deleted. */
    boolean isAtItsPath() throws IOException {
        try {
            return Objects.equals(
                    key,
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .fileKey());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Adds lines; they are on disk when this returns. When it throws, none of them is taken for a line. */
    final void add(byte[] lines) throws IOException {
        file.seek(length);
        write(file, lines);
        sync(file);
        length += lines.length;
    }

    void write(RandomAccessFile to, byte[] bytes) throws IOException {
        to.write(bytes);
    }

    void sync(RandomAccessFile of) throws IOException {
        of.getFD().sync();
    }

    /** Cuts off what a failed write left. */
    void cutBack() throws IOException {
        file.setLength(length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
