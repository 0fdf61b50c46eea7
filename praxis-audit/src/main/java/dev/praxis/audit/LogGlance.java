package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.signing.note.NoteSignature;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a log at a glance.
 *
 * @param directory where it is
 * @param key what its checkpoints are verified with
 * @param checkpoint what it signed last, if that is there and its own
 * @param segments the segments
 * @param pruned the sequence of the last record that was pruned, or 0
 * @param sequence the sequence of the last record; -1 if the last line is none
 */
record LogGlance(
        Path directory,
        NoteVerifierKey key,
        Optional<SignedCheckpoint> checkpoint,
        List<SegmentFile> segments,
        long pruned,
        long sequence) {

    static LogGlance at(Path directory) throws IOException {
        NoteVerifierKey key = AuditVerifier.keyOf(directory);
        Optional<SignedCheckpoint> checkpoint = Optional.empty();
        long pruned = 0;
        try {
            // Before the records: those that are appended meanwhile are behind it, and none that it covers is missed.
            checkpoint = SignedCheckpoint.read(directory.resolve(SignedCheckpoint.FILE), key);
            pruned = PrunedPrefix.read(directory).map(PrunedPrefix::sequence).orElse(0L);
        } catch (PraxisException e) {
            // The checks of an opening find it as well, and say what it is.
        }
        List<SegmentFile> segments = LogFiles.keptIn(directory);
        List<String> last = AuditReader.tail(directory, 1);
        long sequence = last.isEmpty() ? pruned : sequence(last.get(0));
        return new LogGlance(directory, key, checkpoint, segments, pruned, sequence);
    }

    private static long sequence(String line) {
        try {
            return CanonicalJson.parseObject(line).get("sequence").orElse(null) instanceof JsonNumber number
                    ? (long) number.value()
                    : -1;
        } catch (JsonRefusedException e) {
            return -1;
        }
    }

    LogStatus status(JournalOptions options) throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        JournalState state = options.space().state(usable);
        @Nullable String trouble = unwritable();
        try {
            OpeningCheck.run(directory, options);
            state = trouble == null ? state : JournalState.DEGRADED;
        } catch (AuditTamperedException e) {
            trouble = e.reason();
            state = JournalState.TAMPERED;
        } catch (IOException | PraxisException e) {
            trouble = e instanceof PraxisException ? e.getMessage() : e.toString();
            state = JournalState.DEGRADED;
        }
        if (state == JournalState.LOCKDOWN) {
            trouble = "the disk is all but full, so nothing new may begin; make room";
        }
        return new LogStatus(
                key.name(),
                segments.size(),
                SegmentFile.bytes(segments),
                pruned,
                Math.max(sequence, 0),
                signed(),
                cosigners(),
                usable,
                Files.exists(directory.resolve(Room.RESERVE)),
                JournalSocket.isServed(directory),
                state,
                trouble);
    }

    private long signed() {
        return checkpoint.map(known -> known.checkpoint().size()).orElse(0L);
    }

    private List<String> cosigners() {
        return checkpoint
                .map(known -> known.note().signatures().stream()
                        .filter(Predicate.not(key::isNamedBy))
                        .map(NoteSignature::name)
                        .toList())
                .orElse(List.of());
    }

    private @Nullable String unwritable() {
        Path last = segments.isEmpty()
                ? directory
                : segments.get(segments.size() - 1).path();
        for (Path each : List.of(directory, SegmentFile.directory(directory), last)) {
            if (Files.exists(each) && !Files.isWritable(each)) {
                return each + " cannot be written; see to its permissions and its disk";
            }
        }
        return null;
    }
}
