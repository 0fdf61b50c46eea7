package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.audit.Finding.Kind;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.EvidenceRefusedException;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One verification of a log: its checkpoint first, then the segments in their order, each line once. What the checkpoint covers was
 * durable before the checkpoint was, so the segments that are listed later have it, whoever writes meanwhile. Confined to one thread.
 */
final class LogCheck {

    private final Path log;
    private final Findings findings = new Findings();
    private final RecordCheck records = new RecordCheck();
    private final @Nullable Checkpoint signed;
    private final TreeComparison tree;
    private final NoteVerifierKey key;
    private long bytes;
    private long tornBytes;
    private long pruned;
    private boolean refused;

    LogCheck(Path log, NoteVerifierKey key, List<Anchor> anchors) throws IOException {
        this.log = log;
        this.key = key;
        this.signed = readCheckpoint();
        this.tree = new TreeComparison(log, signed, anchors, findings);
    }

    /** With a checkpoint whose signature was verified before. */
    LogCheck(Path log, NoteVerifierKey key, Checkpoint signed) {
        this.log = log;
        this.key = key;
        this.signed = signed;
        this.tree = new TreeComparison(log, signed, List.of(), findings);
    }

    private @Nullable Checkpoint readCheckpoint() throws IOException {
        Path file = log.resolve(SignedCheckpoint.FILE);
        OwnerOnly.FILE.require(file);
        try {
            Optional<SignedCheckpoint> found = SignedCheckpoint.read(file, key);
            return found.map(SignedCheckpoint::checkpoint).orElse(null);
        } catch (EvidenceRefusedException e) {
            find(Kind.CHECKPOINT_REFUSED, SignedCheckpoint.FILE, String.valueOf(e.getMessage()));
            refused = true;
            return null;
        }
    }

    VerificationReport run() throws IOException {
        readIdentity();
        readPruned();
        List<SegmentFile> segments = SegmentFile.ownedIn(log);
        if (signed == null && !refused && !segments.isEmpty()) { // the first segment is made after the first checkpoint
            find(Kind.CHECKPOINT_MISSING, SignedCheckpoint.FILE, "there is no checkpoint; each log has one");
        }
        for (int i = 0; i < segments.size(); i++) {
            segment(segments.get(i), i == segments.size() - 1);
        }
        long last = records.lastSequence();
        if (signed != null && last < signed.size()) {
            find(
                    Kind.TRUNCATED,
                    segments.isEmpty()
                            ? "segments"
                            : segments.get(segments.size() - 1).name(),
                    "the log ends after record " + last + ", and the checkpoint covers " + signed.size());
        }
        tree.finish(last);
        return report();
    }

    private void readIdentity() throws IOException {
        try {
            Optional<LogIdentity> identity = LogIdentity.read(log);
            if (identity.isEmpty()) {
                find(Kind.DESCRIPTION_REFUSED, LogIdentity.FILE, "there is no such file; each log has one");
            } else if (!identity.get().key().equals(key)) {
                find(
                        Kind.DESCRIPTION_REFUSED,
                        LogIdentity.FILE,
                        "the log names itself " + identity.get().key() + ", and it is verified with " + key);
            }
        } catch (PraxisException e) {
            find(Kind.DESCRIPTION_REFUSED, LogIdentity.FILE, "this is not what praxis writes: " + e.getMessage());
        }
    }

    private void readPruned() throws IOException {
        try {
            PrunedPrefix.read(log).ifPresent(prefix -> {
                pruned = prefix.sequence();
                records.startAfter(
                        prefix.sequence(), HexFormat.of().parseHex(prefix.hash().hex()));
            });
        } catch (PraxisException e) {
            find(Kind.DESCRIPTION_REFUSED, PrunedPrefix.FILE, "this is not what praxis writes: " + e.getMessage());
        }
    }

    private void segment(SegmentFile segment, boolean isLast) throws IOException {
        try (InputStream in = Files.newInputStream(segment.path(), LinkOption.NOFOLLOW_LINKS)) {
            LineBlocks lines = new LineBlocks(in, RecordFormat.LONGEST_RECORD);
            long number = 0;
            while (lines.next()) {
                number++;
                line(segment, lines, number);
            }
            long rest = lines.position() - lines.offset();
            bytes += lines.position();
            if (rest > 0 && isLast) {
                tornBytes = rest;
            } else if (rest > 0) {
                add(records.unreadable("it has no end, and another segment follows"), segment, lines, number + 1);
            }
        }
    }

    private void line(SegmentFile segment, LineBlocks lines, long number) throws IOException {
        RecordCheck.Flaw flaw = records.line(lines.bytes(), lines.from(), lines.to(), lines.isTooLong());
        if (flaw != null) {
            add(flaw, segment, lines, number);
        }
        if (number == 1 && records.lastSequence() != segment.first() && flaw == null) {
            find(
                    Kind.SEGMENT_MISNAMED,
                    segment.name(),
                    "the segment begins with record " + records.lastSequence() + ", and its name says another");
        }
        if (records.isLastIntact()) {
            tree.record(records.lastSequence(), lines, segment.name(), number);
        }
    }

    private void add(RecordCheck.Flaw flaw, SegmentFile segment, LineBlocks lines, long number) {
        findings.add(new Finding(flaw.kind(), segment.name(), number, lines.offset(), flaw.sequence(), flaw.message()));
    }

    private void find(Kind kind, String file, String message) {
        findings.add(new Finding(kind, file, 0, 0, 0, message));
    }

    private VerificationReport report() {
        return new VerificationReport(
                records.records(),
                records.lastSequence(),
                new Sha256(records.lastHash()),
                bytes,
                tornBytes,
                pruned,
                signed == null ? 0 : signed.size(),
                records.orphans(),
                findings.count(),
                findings.first());
    }
}
