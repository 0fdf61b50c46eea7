package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.PraxisException;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.internal.WholeFiles;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code log.json} says: which log this is. Whoever can write the log can write this as well, so a verifier who must not trust
 * the machine brings the key along.
 *
 * @param key what the checkpoints are verified with; its name is the origin of the log
 */
record LogIdentity(NoteVerifierKey key) {

    static final String FILE = "log.json";
    private static final int LONGEST = 4096;

    /**
     * Reads the file.
     *
     * @param log the directory of the log
     * @return what it says; empty when there is no such file
     * @throws PraxisException if it is not what praxis writes
     */
    static Optional<LogIdentity> read(Path log) throws IOException {
        byte @Nullable [] bytes = WholeFiles.read(log.resolve(FILE), LONGEST);
        if (bytes == null) {
            return Optional.empty();
        }
        JsonObject object = CanonicalJson.parseObject(new String(bytes, StandardCharsets.UTF_8));
        LogIdentity identity =
                new LogIdentity(NoteVerifierKey.parse(object.string("vkey").orElse("")));
        if (!Arrays.equals(identity.bytes(), bytes)) {
            throw new InvalidArgumentException(FILE + " is not what praxis writes");
        }
        return Optional.of(identity);
    }

    byte[] bytes() {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("v", RecordFormat.VERSION)
                .put("origin", key.name())
                .put("vkey", key.toString())
                .build());
    }
}
