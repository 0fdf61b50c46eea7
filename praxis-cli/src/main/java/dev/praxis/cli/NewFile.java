package dev.praxis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file that is there when all of it is on disk, and not before; only its owner may use it. It takes the place only of a file that
 * begins alike: not of a device, a link, or something that was named by mistake.
 */
final class NewFile {

    private final byte[] beginning;

    private final Path path;
    private final boolean overwrite;

    /**
     * A file to be written.
     *
     * @param beginning how a file begins whose place it may take
     */
    NewFile(Path path, boolean overwrite, String beginning) {
        this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
        this.path = path.toAbsolutePath();
        this.overwrite = overwrite;
    }

    /** Writes the file; gives what the content gives. */
    <T> T write(Content<T> content) {
        boolean exists = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (!overwrite && exists) {
            throw FileFailedException.exists(path);
        }
        try {
            if (exists && !beginsAlike()) {
                throw new IOException("what is there is not a file of the same kind; it was left as it is");
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

    private boolean beginsAlike() throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] found = in.readNBytes(beginning.length);
            return found.length == 0 || Arrays.equals(found, beginning);
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
