package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.audit.Finding.Kind;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.EvidenceRefusedException;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a verification goes by, read so that it fits together whoever writes meanwhile.
 *
 * @param prefix what was pruned; null if nothing, or if what says so is refused
 * @param checkpoint the checkpoint with its signatures; null if there is none, or it is refused
 * @param segments the segments, oldest first
 * @param refused what is wrong with the files that were read for this
 */
record LogFiles(
        @Nullable PrunedPrefix prefix,
        @Nullable SignedCheckpoint checkpoint,
        List<SegmentFile> segments,
        List<Finding> refused) {

    private static final int MOST_TRIES = 10;

    /**
     * Reads them. A record is on disk before a checkpoint covers it, and a pruning is signed before {@code pruned.json} names it,
     * which happens before segments go. So {@code pruned.json} comes first, then the checkpoint, then the segments; and all of it
     * again if {@code pruned.json} is another one by then.
     *
     * @throws AuditUnavailableException if a file must not be read, or the log is pruned again and again
     */
    static LogFiles read(Path log, NoteVerifierKey key) throws IOException {
        for (int i = 0; i < MOST_TRIES; i++) {
            List<Finding> refused = new ArrayList<>();
            PrunedPrefix prefix = prefix(log, refused);
            SignedCheckpoint checkpoint = checkpoint(log, key, refused);
            List<SegmentFile> segments = SegmentFile.ownedIn(log);
            if (Objects.equals(prefix, prefix(log, new ArrayList<>()))) {
                return new LogFiles(prefix, checkpoint, segments, refused);
            }
        }
        throw prunedAgainAndAgain(log);
    }

    /**
     * The segments that a reader of records reads, who checks none: those that have records which are not pruned.
     *
     * @throws AuditUnavailableException if a file must not be read, or the log is pruned again and again
     */
    static List<SegmentFile> keptIn(Path log) throws IOException {
        LogOwner.of(log).requireFile(log.resolve(PrunedPrefix.FILE));
        for (int i = 0; i < MOST_TRIES; i++) {
            PrunedPrefix prefix = prefix(log, new ArrayList<>());
            List<SegmentFile> segments = SegmentFile.ownedIn(log);
            if (Objects.equals(prefix, prefix(log, new ArrayList<>()))) {
                return prefix == null ? segments : prefix.kept(segments);
            }
        }
        throw prunedAgainAndAgain(log);
    }

    private static AuditUnavailableException prunedAgainAndAgain(Path log) {
        return new AuditUnavailableException(
                "the audit log in " + log + " is pruned again and again; read it when that has ended", null);
    }

    private static @Nullable PrunedPrefix prefix(Path log, List<Finding> refused) throws IOException {
        try {
            return PrunedPrefix.read(log).orElse(null);
        } catch (PraxisException e) {
            refused.add(Finding.of(
                    Kind.DESCRIPTION_REFUSED, PrunedPrefix.FILE, "this is not what praxis writes: " + e.getMessage()));
            return null;
        }
    }

    private static @Nullable SignedCheckpoint checkpoint(Path log, NoteVerifierKey key, List<Finding> refused)
            throws IOException {
        try {
            return SignedCheckpoint.read(log.resolve(SignedCheckpoint.FILE), key)
                    .orElse(null);
        } catch (EvidenceRefusedException e) {
            refused.add(Finding.of(Kind.CHECKPOINT_REFUSED, SignedCheckpoint.FILE, String.valueOf(e.getMessage())));
            return null;
        }
    }

    /** What was signed; null if that is not known. */
    @Nullable
    Checkpoint signed() {
        return checkpoint == null ? null : checkpoint.checkpoint();
    }

    /** Whether there is no checkpoint at all. It is the first thing that a log gets. */
    boolean lacksCheckpoint() {
        return checkpoint == null && refused.stream().noneMatch(each -> each.kind() == Kind.CHECKPOINT_REFUSED);
    }

    /** The segments that have records which are not pruned. */
    List<SegmentFile> kept() {
        return prefix == null ? segments : prefix.kept(segments);
    }
}
