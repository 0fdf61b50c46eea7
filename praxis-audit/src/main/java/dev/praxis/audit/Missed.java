package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);

    private static final String DIRECTORY = "missed";
    private static final int LONGEST = 1 << 16;
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
     * A note and its file.
     *
     * @param missed what it says
     * @param file what is to be removed when the log says so
     */
    record Note(Missed missed, Path file) {

        void remove() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** The notes beside a log. One that cannot be read stays where it is. */
    static List<Note> notes(Path log) throws IOException {
        List<Note> notes = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(log.resolve(DIRECTORY), "*.json")) {
            for (Path file : files) {
                byte @Nullable [] bytes = WholeFiles.read(file, LONGEST);
                if (bytes != null) {
                    notes.add(new Note(parse(bytes), file));
                }
            }
        } catch (NoSuchFileException e) {
            return notes; // none was ever left
        } catch (PraxisException | IllegalArgumentException e) {
            LOG.warn("a note of missed records beside the audit log in {} cannot be read: {}", log, e.getMessage());
        }
        return notes;
    }

    /**
     * All notes in one, so that many of them take no more room in the log than one: when it began, and why it did.
     *
     * @param notes at least one
     */
    static Missed together(List<Note> notes) {
        Missed first = notes.get(0).missed();
        long records = 0;
        for (Note note : notes) {
            records += note.missed().records();
            first = note.missed().since().isBefore(first.since()) ? note.missed() : first;
        }
        return new Missed(records, first.since(), first.why(), first.answer());
    }

    private static Missed parse(byte[] bytes) {
        JsonObject note = CanonicalJson.parseObject(new String(bytes, StandardCharsets.UTF_8));
        return new Missed(
                note.get("records").orElse(null) instanceof JsonNumber number ? (long) number.value() : 0,
                UtcMicros.parse(note.string("since").orElse("")),
                note.string("why").orElse(""),
                WhenUnavailable.valueOf(note.string("whenUnavailable").orElse("")));
    }
}
