package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.audit.Finding.Kind;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a log, the verifier says what is wrong and where. */
class LogCheckTest {

    private static final int RECORDS = 64;
    private static final int PER_SEGMENT = 24;
    private static final List<byte[]> LINES = SampleLog.lines(RECORDS, 0);

    @TempDir
    Path directory;

    private Path log;

    @BeforeEach
    void write() {
        log = directory.resolve("audit");
        SampleLog.write(log, LINES, PER_SEGMENT, SampleLog.signer());
    }

    @DisplayName("an untouched log is intact, with segments, without, and behind its checkpoint")
    @Test
    void intact() throws IOException {
        VerificationReport report = verify();
        assertEquals(List.of(), report.findings());
        assertEquals(RECORDS, report.records());
        assertEquals(RECORDS, report.signed());
        assertEquals(SampleLog.hashIn(LINES.get(RECORDS - 1)), report.lastHash().hex());
        assertEquals(List.of(), report.orphanIntents());

        Path empty = directory.resolve("empty");
        SampleLog.write(empty, List.of(), 1, SampleLog.signer());
        assertEquals(List.of(), AuditVerifier.verify(empty).findings());

        List<byte[]> more = SampleLog.continued(LINES, 67, 0);
        SampleLog.segments(log, more.subList(48, 67), 49, 100);
        Files.write(SegmentFile.of(log, 49).path(), new byte[] {'{', '"'}, StandardOpenOption.APPEND);
        VerificationReport longer = verify();
        assertEquals(List.of(), longer.findings());
        assertEquals(67, longer.records());
        assertEquals(RECORDS, longer.signed());
        assertEquals(2, longer.tornBytes());
        assertEquals(List.of(new OrphanIntent(67, "request-34", "talos.reboot", "target-1")), longer.orphanIntents());
    }

    @DisplayName("every flipped bit of a log of 64 records is found in its line, and found once")
    @Test
    void everyBit() {
        byte[] before = new byte[32];
        for (int at = 0; at < RECORDS; at++) {
            byte[] line = LINES.get(at);
            for (int bit = 0; bit < line.length * 8; bit++) {
                byte[] flipped = line.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                RecordCheck check = new RecordCheck();
                check.startAfter(at, before);
                RecordCheck.Flaw flaw = check.line(flipped, 0, flipped.length, false);
                assertNotNull(flaw, "bit " + bit + " of record " + (at + 1));
                assertEquals(at + 1, flaw.sequence());
                if (bit % 31 == 0 && at + 1 < RECORDS) {
                    byte[] next = LINES.get(at + 1);
                    assertNull(check.line(next, 0, next.length, false), "one flaw is one finding");
                }
            }
            before = HexFormat.of().parseHex(SampleLog.hashIn(line));
        }
    }

    @DisplayName("flipped bits of the files, line feeds included, are found in their line")
    @Test
    void bitsOfTheFiles() throws IOException {
        SignedCheckpoint signed = signedCheckpointOf(log);
        Random random = Seed.fresh().random();
        for (SegmentFile segment : SegmentFile.list(log)) {
            byte[] bytes = Files.readAllBytes(segment.path());
            int line = 1;
            for (int at = 0; at < bytes.length; at++) {
                byte original = bytes[at];
                for (int i = 0; original == '\n' && i < 8; i++) {
                    flip(segment, bytes, at, i, line, signed);
                }
                if (random.nextInt(Soak.times(80, 1)) == 0) {
                    flip(segment, bytes, at, random.nextInt(8), line, signed);
                }
                line += original == '\n' ? 1 : 0;
            }
            Files.write(segment.path(), bytes);
        }
        assertEquals(List.of(), verify().findings());
    }

    private void flip(SegmentFile segment, byte[] bytes, int at, int bit, int line, SignedCheckpoint signed)
            throws IOException {
        byte original = bytes[at];
        bytes[at] ^= (byte) (1 << bit);
        Files.write(segment.path(), bytes);
        VerificationReport report = withCheckpoint(signed);
        found(report, segment, line, original == '\n' || bytes[at] == '\n' ? 2 : 1);
        bytes[at] = original;
    }

    /** A flip makes one finding, in the line; one that makes a line of two, or two of one, no more than one for each. */
    private static void found(VerificationReport report, SegmentFile segment, int line, int atMost) {
        assertTrue(report.findingCount() >= 1 && report.findingCount() <= atMost, () -> report.findings() + "");
        Finding first = report.findings().get(0);
        assertEquals(segment.name(), first.file(), first.message());
        assertEquals(first.kind() == Kind.TRUNCATED ? 0 : line, first.line(), first.message());
        assertTrue(Set.of(Kind.MALFORMED, Kind.HASH_MISMATCH, Kind.TRUNCATED).contains(first.kind()), first::toString);
    }

    @DisplayName("every removed, repeated and swapped line is found where it is")
    @Test
    void everyLine() throws IOException {
        for (int at = 0; at < RECORDS; at++) {
            List<byte[]> removed = new ArrayList<>(LINES);
            removed.remove(at);
            single(removed, at == RECORDS - 1 ? Kind.TRUNCATED : Kind.SEQUENCE_GAP, at + 1);
            List<byte[]> repeated = new ArrayList<>(LINES);
            repeated.add(at, LINES.get(at));
            single(repeated, Kind.SEQUENCE_GAP, at + 2);
            if (at > 0) {
                List<byte[]> swapped = new ArrayList<>(LINES);
                Collections.swap(swapped, at, at - 1);
                single(swapped, Kind.SEQUENCE_GAP, at);
            }
        }
    }

    private void single(List<byte[]> lines, Kind kind, long line) throws IOException {
        SampleLog.remove(SegmentFile.directory(log));
        Files.createDirectory(SegmentFile.directory(log), OwnerOnly.DIRECTORY.whenCreated());
        SampleLog.segments(log, lines, 1, 1000);
        List<Finding> findings = verify().findings();
        assertFalse(findings.isEmpty(), kind + " in line " + line);
        assertEquals(kind, findings.get(0).kind(), findings::toString);
        if (kind != Kind.TRUNCATED) {
            assertEquals(line, findings.get(0).line(), findings::toString);
        }
        assertEquals(Set.of(Finding.Layer.RECORDS), layers(findings), "the tree is filled from the tiles");
    }

    @DisplayName("every cut is found: within a line, at its end, and of whole segments")
    @Test
    void everyCut() throws IOException {
        SampleLog.remove(log);
        SampleLog.write(log, LINES, 30, SampleLog.signer());
        List<SegmentFile> segments = SegmentFile.list(log);
        SegmentFile last = segments.get(segments.size() - 1);
        byte[] bytes = Files.readAllBytes(last.path());
        SignedCheckpoint signed = signedCheckpointOf(log);
        for (int length = bytes.length - 1; length >= 0; length--) {
            Files.write(last.path(), java.util.Arrays.copyOf(bytes, length));
            assertEquals(Set.of(Kind.TRUNCATED), kinds(withCheckpoint(signed)), "cut to " + length);
        }
        Files.delete(last.path());
        assertEquals(Set.of(Kind.TRUNCATED), kinds(verify()));
        Files.write(last.path(), bytes);
        Files.setPosixFilePermissions(
                last.path(), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        SegmentFile first = segments.get(0);
        byte[] firstBytes = Files.readAllBytes(first.path());
        for (int length = firstBytes.length - 1; length >= 0; length -= 97) {
            Files.write(first.path(), java.util.Arrays.copyOf(firstBytes, length));
            assertFalse(verify().isIntact(), "cut to " + length);
        }
        Files.delete(first.path());
        assertEquals(Set.of(Kind.SEQUENCE_GAP), kinds(verify()));
    }

    @DisplayName("a segment under another name is found")
    @Test
    void misnamed() throws IOException {
        Files.move(SegmentFile.of(log, 25).path(), SegmentFile.of(log, 26).path());
        Finding finding = verify().findings().get(0);
        assertEquals(Kind.SEGMENT_MISNAMED, finding.kind());
        assertEquals(SegmentFile.of(log, 26).name(), finding.file());
    }

    @DisplayName("whoever recomputes the chain from any record on is found there by the tiles, and by the checkpoint")
    @Test
    void recomputedChain() throws IOException {
        for (int kept = 0; kept < RECORDS; kept++) {
            List<byte[]> rewritten = SampleLog.continued(LINES.subList(0, kept), RECORDS, 1);
            SampleLog.segments(log, rewritten, 1, PER_SEGMENT);
            VerificationReport report = verify();
            boolean sameAfterAll = kept == RECORDS - 1 && RECORDS % 5 == 0;
            assertFalse(sameAfterAll);
            Finding first = report.findings().get(0);
            assertEquals(Set.of(Kind.RECORD_REWRITTEN, Kind.CHECKPOINT_MISMATCH), kinds(report));
            int changed = (kept + 1) % 5 == 0 ? kept + 2 : kept + 1; // each fifth record has no variant
            assertEquals(changed, first.sequence(), first::toString);
        }
    }

    @DisplayName("whoever rewrites records and tiles is found by the checkpoint; with a key of his own by the key")
    @Test
    void rewrittenTiles() throws IOException {
        byte[] checkpoint = Files.readAllBytes(log.resolve(SignedCheckpoint.FILE));
        rewrite(2);
        assertEquals(Set.of(Kind.CHECKPOINT_REFUSED), kinds(verify()));
        Files.write(log.resolve(SignedCheckpoint.FILE), checkpoint);
        assertEquals(Set.of(Kind.CHECKPOINT_MISMATCH), kinds(verify()));
        Files.delete(log.resolve(SignedCheckpoint.FILE));
        assertEquals(Set.of(Kind.CHECKPOINT_MISSING), kinds(verify()));
    }

    @DisplayName(
            "whoever rewrites everything with the key of the log is found by what others remember, and only by that")
    @Test
    void rewrittenWithTheKey() throws IOException {
        Anchor anchor = anchor();
        rewrite(1);
        assertEquals(List.of(), verify().findings());
        VerificationReport report = AuditVerifier.verify(log, SampleLog.signer().verifierKey(), List.of(anchor));
        assertEquals(Set.of(Kind.WITNESS_MISMATCH), kinds(report));
        assertEquals(anchor.name(), report.findings().get(0).file());
    }

    @DisplayName("a log that was put back to an earlier state is found by what others remember, and only by that")
    @Test
    void rolledBack() {
        Path earlier = directory.resolve("earlier");
        SampleLog.write(earlier, LINES.subList(0, 40), PER_SEGMENT, SampleLog.signer());
        assertEquals(List.of(), AuditVerifier.verify(earlier).findings());
        Anchor later = anchor();
        VerificationReport report =
                AuditVerifier.verify(earlier, SampleLog.signer().verifierKey(), List.of(later));
        assertEquals(Set.of(Kind.ROLLED_BACK), kinds(report));
    }

    @DisplayName("what others remember of an honest log fits at every size, also when records are flawed")
    @Test
    void anchorsFit() throws IOException {
        List<Anchor> anchors = new ArrayList<>();
        for (int size = 0; size <= RECORDS; size++) {
            Path then = directory.resolve("then" + size);
            SampleLog.write(then, LINES.subList(0, size), PER_SEGMENT, SampleLog.signer());
            anchors.add(new Anchor("then" + size, checkpointOf(then)));
        }
        VerificationReport report = AuditVerifier.verify(log, SampleLog.signer().verifierKey(), anchors);
        assertEquals(List.of(), report.findings());
        Path segment = SegmentFile.of(log, 1).path();
        byte[] bytes = Files.readAllBytes(segment);
        bytes[100] ^= 1;
        Files.write(segment, bytes);
        VerificationReport flawed = AuditVerifier.verify(log, SampleLog.signer().verifierKey(), anchors);
        assertEquals(1, flawed.findingCount(), flawed.findings()::toString);
    }

    @DisplayName("a tile that was changed or removed is found as what it is, and not as a rewritten record")
    @Test
    void tiles() throws IOException {
        Path tile = log.resolve("tile/0/000.p/64");
        byte[] bytes = Files.readAllBytes(tile);
        for (int at = 0; at < bytes.length; at += 32) {
            bytes[at] ^= 1;
            Files.write(tile, bytes);
            List<Finding> findings = verify().findings();
            assertEquals(1, findings.size());
            assertEquals(Kind.TILE_MISMATCH, findings.get(0).kind());
            assertEquals("tile/0/000.p/64", findings.get(0).file());
            bytes[at] ^= 1;
        }
        Files.delete(tile);
        assertEquals(Set.of(Kind.TILE_MISSING), kinds(verify()));
    }

    @DisplayName("upper tiles are compared as well")
    @Test
    void upperTiles() throws IOException {
        Path large = directory.resolve("large");
        List<byte[]> lines = SampleLog.lines(600, 0);
        SampleLog.write(large, lines, 1000, SampleLog.signer());
        assertEquals(List.of(), AuditVerifier.verify(large).findings());
        Path tile = large.resolve("tile/1/000.p/2");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[40] ^= 1;
        Files.write(tile, bytes);
        List<Finding> findings = AuditVerifier.verify(large).findings();
        assertEquals(1, findings.size());
        assertEquals("tile/1/000.p/2", findings.get(0).file());
        assertEquals(Kind.TILE_MISMATCH, findings.get(0).kind());
    }

    @DisplayName("a pruned log verifies by its tiles, and every flaw of what remains is found as before")
    @Test
    void pruned() throws IOException {
        Path large = directory.resolve("large");
        List<byte[]> lines = SampleLog.lines(600, 0);
        SampleLog.write(
                large, SampleLog.withRecordAboutTheLog(lines, SampleLog.pruning(lines, 300)), 300, SampleLog.signer());
        Files.delete(SegmentFile.of(large, 1).path());
        assertEquals(Set.of(Kind.SEQUENCE_GAP), kinds(AuditVerifier.verify(large)));
        SampleLog.prune(large, 300, lines.get(299));
        VerificationReport report = AuditVerifier.verify(large);
        assertEquals(List.of(), report.findings());
        assertEquals(300, report.pruned());
        assertEquals(301, report.records());
        Path tile = large.resolve("tile/0/000");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[40] ^= 1;
        Files.write(tile, bytes);
        assertFalse(AuditVerifier.verify(large).isIntact());
        bytes[40] ^= 1;
        Files.write(tile, bytes);
        SampleLog.prune(large, 300, lines.get(298));
        assertEquals(Set.of(Kind.CHAIN_BROKEN, Kind.PRUNING_UNRECORDED), kinds(AuditVerifier.verify(large)));
        Files.write(large.resolve(PrunedPrefix.FILE), new byte[] {'{'});
        assertTrue(kinds(AuditVerifier.verify(large)).contains(Kind.DESCRIPTION_REFUSED));
    }

    @DisplayName("a log that names another key than the one that is given is found")
    @Test
    void otherKey() {
        VerificationReport report =
                AuditVerifier.verify(log, SampleLog.signer(2).verifierKey(), List.of());
        assertEquals(Set.of(Kind.DESCRIPTION_REFUSED, Kind.CHECKPOINT_REFUSED), kinds(report));
    }

    private void rewrite(int key) throws IOException {
        SampleLog.remove(log.resolve("tile"));
        Files.delete(log.resolve(SignedCheckpoint.FILE));
        SampleLog.write(log, SampleLog.lines(RECORDS, 1), PER_SEGMENT, SampleLog.signer(key));
    }

    private Anchor anchor() {
        return new Anchor("kept elsewhere", checkpointOf(log));
    }

    private static Checkpoint checkpointOf(Path log) {
        return signedCheckpointOf(log).checkpoint();
    }

    private static SignedCheckpoint signedCheckpointOf(Path log) {
        try {
            return SignedCheckpoint.read(
                            log.resolve(SignedCheckpoint.FILE),
                            SampleLog.signer().verifierKey())
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Without verifying its signature once more. */
    private VerificationReport withCheckpoint(SignedCheckpoint signed) throws IOException {
        LogFiles files = new LogFiles(null, signed, SegmentFile.list(log), List.of());
        return new LogCheck(log, SampleLog.signer().verifierKey(), files, List.of(), null).run();
    }

    private VerificationReport verify() {
        return AuditVerifier.verify(log);
    }

    private static Set<Kind> kinds(VerificationReport report) {
        return report.findings().stream().map(Finding::kind).collect(Collectors.toSet());
    }

    private static Set<Finding.Layer> layers(List<Finding> findings) {
        return findings.stream().map(each -> each.kind().layer()).collect(Collectors.toSet());
    }
}
