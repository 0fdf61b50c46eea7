package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.PraxisException;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * Records that went to standard error only, of a journal that was closed before it could say so. It leaves a note beside the log, each
 * journal one of its own since it does not hold the lock then; the next one that can write says so in its place. Immutable.
 *
 * @param records how many they were
 * @param since when that began
 * @param why what kept them from the log
 * @param answer what the host wanted to happen then
 */
record Missed(long records, Instant since, String why, WhenUnavailable answer) {

    /** More than any journal misses, and a number that JSON can say. */
    static final long MOST = (1L << 53) - 1;

    static final String DIRECTORY = "missed";
    private static final int LONGEST_REASON = 4096;

    /**
     * Leaves the note.
     *
     * @param log the directory of the log
     */
    void leave(Path log) throws IOException {
        WholeFiles files = new WholeFiles(new FileOperations());
        Path directory = log.resolve(DIRECTORY);
        files.makeDirectories(directory);
        String reason = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
        JsonObject note = JsonObject.builder()
                .put("v", 1)
                .put("records", records)
                .put("since", UtcMicros.format(UtcMicros.truncate(since)))
                .put("why", reason)
                .put("whenUnavailable", answer.name())
                .build();
        files.replace(directory.resolve(UUID.randomUUID() + ".json"), CanonicalJson.bytes(note));
    }

    /**
     * Reads what a note says. Whoever can write beside the log can write one, so nothing in it is believed without bounds.
     *
     * @throws InvalidArgumentException if it is not what praxis writes
     */
    static Missed parse(byte[] bytes) {
        try {
            JsonObject note = CanonicalJson.parseObject(new String(bytes, StandardCharsets.UTF_8));
            double records = note.get("records").orElse(null) instanceof JsonNumber number ? number.value() : 0;
            String why = note.string("why").orElse("");
            if (records < 1 || records > MOST || records != Math.rint(records) || why.length() > LONGEST_REASON) {
                throw new InvalidArgumentException("it is not what praxis writes");
            }
            return new Missed(
                    (long) records,
                    UtcMicros.parse(note.string("since").orElse("")),
                    why,
                    WhenUnavailable.valueOf(note.string("whenUnavailable").orElse("")));
        } catch (PraxisException | IllegalArgumentException e) {
            throw new InvalidArgumentException("the note is refused: " + e.getMessage());
        }
    }
}
