package dev.praxis.api.store.archive;

import dev.praxis.api.Sha256;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Change;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The lines of an export, made one after another. Each says the digest of the change lines before it, so that what was changed,
 * removed, added or moved shows at the next line. Writing and reading both go through here: what is read must be what would
 * be written. Confined to one thread.
 */
final class ExportLines {

    static final String FORMAT = "praxis-facts";
    static final int VERSION = 1;
    static final String END = "end";

    private static final JsonObject HEADER =
            JsonObject.builder().put("format", FORMAT).put("version", VERSION).build();

    private final MessageDigest running = Sha256.newDigest();
    private Sha256 digest = Sha256.of(new byte[0]);
    private long changes;
    private long sequence;

    /** The first line. */
    static byte[] header() {
        return bytes(HEADER.toString());
    }

    /** The line of the next change. */
    byte[] next(Change change) {
        byte[] line = bytes(ChangeCodec.line(change, digest));
        running.update(line);
        digest = snapshot();
        changes++;
        sequence = change.sequence();
        return line;
    }

    /** The last line. */
    byte[] end() {
        return bytes(JsonObject.builder()
                .put(ChangeCodec.KIND, END)
                .put(ChangeCodec.DIGEST, digest.hex())
                .put("changes", changes)
                .put("lastSequence", sequence)
                .build()
                .toString());
    }

    /** How many changes there were so far. */
    long changes() {
        return changes;
    }

    Checkpoint checkpoint() {
        return new Checkpoint(sequence, digest);
    }

    private Sha256 snapshot() {
        try {
            return Sha256.finish((MessageDigest) running.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of every Java platform can be cloned", e);
        }
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
