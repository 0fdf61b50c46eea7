package dev.praxis.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is there when all of it is on disk, and not before; only its owner may use it. */
final class NewFile {

    private final Path path;
    private final boolean overwrite;

    NewFile(Path path, boolean overwrite) {
        this.path = path.toAbsolutePath();
        this.overwrite = overwrite;
    }

    /** Writes the file; gives what the content gives. */
    <T> T write(Content<T> content) {
        if (!overwrite && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw FileFailedException.exists(path);
        }
        try {
            if (Files.isDirectory(path)) {
                throw new IOException("it is a directory");
            }
            // Made for its owner only, on every POSIX system.
            Path part = Files.createTempFile(path.getParent(), "." + path.getFileName() + "-", ".part");
            try {
                T result = fill(part, content);
                publish(part);
                return result;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileAlreadyExistsException e) {
            throw FileFailedException.exists(path);
        } catch (IOException e) {
            throw FileFailedException.unusable("cannot write " + path, e);
        }
    }

    private static <T> T fill(Path part, Content<T> content) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            T result = content.write(out);
            channel.force(true);
            return result;
        }
    }

    private void publish(Path part) throws IOException {
        if (overwrite) {
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(part, path);
        }
    }

    /** Writes to a stream. */
    @FunctionalInterface
    interface Content<T> {
        T write(OutputStream out) throws IOException;
    }
}
