package dev.praxis.cli.observe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a machine. Its root is {@code /}, or a folder that looks like it in a test.
 *
 * @param root the folder that stands for {@code /}
 */
public record HostSource(Path root) {

    /** Reads a whole file, as text in which a byte is a character: these files are ASCII, and what is not is kept. */
    String text(String path) throws IOException {
        return new String(Files.readAllBytes(resolve(path)), StandardCharsets.ISO_8859_1);
    }

    /** Reads a file of UTF-8 lines. */
    List<String> lines(String path) throws IOException {
        return new String(Files.readAllBytes(resolve(path)), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Reads a file that holds one short text. */
    String word(String path) throws IOException {
        return text(path).strip();
    }

    boolean has(String path) {
        return Files.isReadable(resolve(path));
    }

    Path resolve(String path) {
        return root.resolve(path.substring(1));
    }
}
