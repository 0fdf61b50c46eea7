package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.audit.tlog.EvidenceRefusedException;
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
 * @param refused what is there and not its own, or null
 * @param segments the segments
 * @param pruned the sequence of the last record that was pruned, or 0
 * @param sequence the sequence of the last record; -1 if the last line is none
 */
record LogGlance(
        Path directory,
        NoteVerifierKey key,
        Optional<SignedCheckpoint> checkpoint,
        @Nullable String refused,
        List<SegmentFile> segments,
        long pruned,
        long sequence) {

    static LogGlance at(Path directory) throws IOException {
        NoteVerifierKey key = AuditVerifier.keyOf(directory);
        Optional<SignedCheckpoint> checkpoint = Optional.empty();
        @Nullable String refused = null;
        long pruned = 0;
        try {
            // Before the records: those that are appended meanwhile are behind it, and none that it covers is missed.
            checkpoint = SignedCheckpoint.read(directory.resolve(SignedCheckpoint.FILE), key);
            pruned = PrunedPrefix.read(directory).map(PrunedPrefix::sequence).orElse(0L);
        } catch (EvidenceRefusedException e) {
            refused = "the checkpoint is not one that the log signed";
        } catch (PraxisException e) {
            refused = PrunedPrefix.FILE + " is not what praxis wrote";
        }
        List<SegmentFile> segments = LogFiles.keptIn(directory);
        List<String> last = AuditReader.tail(directory, 1);
        long sequence = last.isEmpty() ? pruned : sequence(last.get(0));
        return new LogGlance(directory, key, checkpoint, refused, segments, pruned, sequence);
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

    LogStatus status(SpaceLimits limits) throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        @Nullable String trouble = tampered();
        JournalState state = JournalState.TAMPERED;
        if (trouble == null) {
            trouble = unwritable();
            state = trouble == null ? limits.state(usable) : JournalState.DEGRADED;
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

    /** What is not as praxis left it, or null; a verification finds more. */
    private @Nullable String tampered() {
        if (refused != null) {
            return refused;
        }
        if (checkpoint.isEmpty()) {
            return "the checkpoint is missing";
        }
        if (sequence < 0) {
            return "the last line is no record";
        }
        if (sequence < signed()) {
            return "the log ends with record " + sequence + ", and the checkpoint covers " + signed();
        }
        boolean whole = segments.isEmpty() ? signed() == 0 : segments.get(0).first() <= pruned + 1;
        return whole ? null : "the log does not begin with record " + (pruned + 1);
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
