package dev.praxis.store.jdbc;

import dev.praxis.api.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One step of a schema. Once released it never changes; its checksum says so.
 *
 * @param version 1, 2, 3 …
 * @param statements what to run, one statement each
 */
public record Migration(int version, List<String> statements) {

    /** Copies the list. */
    public Migration {
        statements = List.copyOf(statements);
    }

    /**
     * SHA-256 over the UTF-8 of the statements, each followed by a semicolon and a line feed.
     *
     * @return the checksum
     */
    public Sha256 checksum() {
        return Sha256.of((String.join(";\n", statements) + ";\n").getBytes(StandardCharsets.UTF_8));
    }
}
