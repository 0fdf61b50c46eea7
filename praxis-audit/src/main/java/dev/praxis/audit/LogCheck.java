package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.audit.Finding.Kind;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.EvidenceRefusedException;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.audit.tlog.TrustPolicy;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One verification of a log: the segments in their order, each line once, against its checkpoint. What the checkpoint covers was
 * durable before the checkpoint was, so the segments that are listed later have it, whoever writes meanwhile. Confined to one thread.
 */
final class LogCheck {

    private final Path log;
    private final NoteVerifierKey key;
    private final LogFiles files;
    private final List<Anchor> anchors;
    private final @Nullable TrustPolicy policy;
    private final Findings findings = new Findings();
    private final RecordCheck records = new RecordCheck();
    private final OwnRecords own;
    private final TreeComparison tree;
    private long bytes;
    private long tornBytes;

    LogCheck(Path log, NoteVerifierKey key, LogFiles files, List<Anchor> anchors, @Nullable TrustPolicy policy) {
        this.anchors = anchors;
        this.policy = policy;
        this.log = log;
        this.key = key;
        this.files = files;
        this.own = new OwnRecords(files.prefix());
        this.tree = new TreeComparison(log, files.signed(), anchors, findings);
    }

    VerificationReport run() throws IOException {
        files.refused().forEach(findings::add);
        readIdentity();
        if (files.lacksCheckpoint()) {
            find(Kind.CHECKPOINT_MISSING, SignedCheckpoint.FILE, "there is no checkpoint; each log has one");
        }
        PrunedPrefix prefix = files.prefix();
        if (prefix != null) {
            records.startAfter(
                    prefix.sequence(), HexFormat.of().parseHex(prefix.hash().hex()));
            prefix.leftOver(files.segments()).flaw().ifPresent(findings::add);
        }
        List<SegmentFile> segments = files.kept();
        for (int i = 0; i < segments.size(); i++) {
            segment(segments.get(i), i == segments.size() - 1);
        }
        requireAllSigned(segments);
        requireRecordOfPruning();
        requireSaltOfRecord();
        tree.finish(records.lastSequence());
        requireNoOtherLog();
        requireQuorum();
        return report();
    }

    private void requireNoOtherLog() {
        for (Anchor anchor : anchors) {
            if (anchor.otherLogs() > 0) {
                find(
                        Kind.OTHER_LOG,
                        anchor.name(),
                        "it also remembers " + anchor.otherLogs()
                                + (anchor.otherLogs() == 1 ? " other log" : " other logs")
                                + ": unless they are elsewhere, they were here, and were removed before this one began");
            }
        }
    }

    private void requireQuorum() {
        SignedCheckpoint checkpoint = files.checkpoint();
        if (policy == null || checkpoint == null) {
            return; // that there is none is found anyway
        }
        String wrong;
        try {
            TrustPolicy.Judgement judgement = policy.judge(checkpoint.note(), key);
            wrong = judgement.quorate() ? null : "the quorum of the policy is not met: " + judgement;
        } catch (EvidenceRefusedException e) {
            wrong = e.getMessage();
        }
        if (wrong != null) {
            find(Kind.QUORUM_MISSED, SignedCheckpoint.FILE, wrong);
        }
    }

    private void requireAllSigned(List<SegmentFile> segments) {
        Checkpoint signed = files.signed();
        long last = records.lastSequence();
        if (signed != null && last < signed.size()) {
            find(
                    Kind.TRUNCATED,
                    segments.isEmpty()
                            ? "segments"
                            : segments.get(segments.size() - 1).name(),
                    "the log ends after record " + last + ", and the checkpoint covers " + signed.size());
        } else if (signed != null && last == 0 && segments.isEmpty() && Files.exists(log.resolve("tile"))) {
            find(Kind.TRUNCATED, "segments", "there are hashes of records in the tree, and there is no record");
        }
    }

    /** The file alone proves nothing: whoever removes segments can write it. Where nothing is signed, that is found anyway. */
    private void requireRecordOfPruning() {
        PrunedPrefix prefix = files.prefix();
        Checkpoint signed = files.signed();
        if (prefix != null && (own.pruning() == 0 || (signed != null && own.pruning() > signed.size()))) {
            findings.add(new Finding(
                    Kind.PRUNING_UNRECORDED,
                    PrunedPrefix.FILE,
                    0,
                    0,
                    prefix.sequence(),
                    "records 1 to " + prefix.sequence()
                            + " are not there, and no record that was signed in time says that they were pruned"));
        }
    }

    /** The key need not be there: whoever verifies a copy of the log has no business with it. */
    private void requireSaltOfRecord() throws IOException {
        byte @Nullable [] salt = JournalDirectory.read(log.resolve(AuditSalt.FILE));
        String named = own.salt();
        if (salt != null && named != null && !Sha256.of(salt).hex().equals(named)) {
            findings.add(new Finding(
                    Kind.SALT_REPLACED,
                    AuditSalt.FILE,
                    0,
                    0,
                    own.terms(),
                    "this is not the key for fingerprints that record " + own.terms() + " names"));
        }
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

    private void segment(SegmentFile segment, boolean isLast) throws IOException {
        try (InputStream in = Files.newInputStream(segment.path(), LinkOption.NOFOLLOW_LINKS)) {
            LineBlocks lines = new LineBlocks(in, RecordFormat.LONGEST_RECORD);
            long number = 0;
            while (lines.next()) {
                if (isLast && isTorn(lines)) {
                    requireNameOfNext(segment, number);
                    tail(segment, lines, lines.offset(), number);
                    return;
                }
                number++;
                line(segment, lines, number);
            }
            requireNameOfNext(segment, number);
            long rest = lines.position() - lines.offset();
            if (rest > 0 && isLast) {
                tail(segment, lines, lines.offset(), number);
                return;
            }
            bytes += lines.position();
            if (rest > 0) {
                add(records.unreadable("it has no end, and another segment follows"), segment, lines, number + 1);
            }
        }
    }

    private void requireNameOfNext(SegmentFile segment, long number) {
        if (number == 0 && segment.first() != records.lastSequence() + 1) {
            find(
                    Kind.SEGMENT_MISNAMED,
                    segment.name(),
                    "the segment has no record, and its name is not that of the next");
        }
    }

    /** Whether a line behind the checkpoint is none that was ever whole: a power loss left a hole of zeros in it. */
    private boolean isTorn(LineBlocks lines) {
        Checkpoint signed = files.signed();
        return signed != null
                && records.lastSequence() >= signed.size()
                && TornTail.hasHole(lines.bytes(), lines.from(), lines.to());
    }

    /** What the writer moves aside if a crash explains it, and refuses otherwise. */
    private void tail(SegmentFile segment, LineBlocks lines, long start, long number) throws IOException {
        boolean more = true;
        while (more) {
            more = lines.next();
        }
        bytes += lines.position();
        tornBytes = lines.position() - start;
        if (tornBytes > TornTail.MOST_BYTES) {
            RecordCheck.Flaw flaw = records.unreadable("what follows is more than a write that was cut off leaves");
            findings.add(new Finding(flaw.kind(), segment.name(), number + 1, start, flaw.sequence(), flaw.message()));
            tornBytes = 0;
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
        if (records.isLastAboutTheLog()) {
            own.add(
                    records.lastSequence(),
                    new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8));
        }
        if (records.isLastIntact()) {
            tree.record(records.lastSequence(), lines, segment.name(), number);
        }
    }

    private void add(RecordCheck.Flaw flaw, SegmentFile segment, LineBlocks lines, long number) {
        findings.add(new Finding(flaw.kind(), segment.name(), number, lines.offset(), flaw.sequence(), flaw.message()));
    }

    private void find(Kind kind, String file, String message) {
        findings.add(Finding.of(kind, file, message));
    }

    private VerificationReport report() {
        return new VerificationReport(
                records.records(),
                records.lastSequence(),
                new Sha256(records.lastHash()),
                bytes,
                tornBytes,
                files.prefix() == null ? 0 : files.prefix().sequence(),
                files.signed() == null ? 0 : files.signed().size(),
                records.orphans(),
                own.takenIn(),
                findings.count(),
                findings.first());
    }
}
