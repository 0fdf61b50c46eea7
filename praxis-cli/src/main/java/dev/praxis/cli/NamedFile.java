package dev.praxis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that was named to be read. It may be reached by a link, and must be a regular file: whoever opened a pipe would wait for ever. */
final class NamedFile {

    private NamedFile() {}

    /** Opens a file. */
    static InputStream open(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "it is no regular file; name one");
        }
        return Files.newInputStream(file);
    }

    /** Reads so many bytes of a file at the most. */
    static byte[] read(Path file, int limit) {
        try (InputStream in = open(file)) {
            return in.readNBytes(limit);
        } catch (IOException e) {
            throw FileFailedException.unusable("cannot read " + file, e);
        }
    }
}
