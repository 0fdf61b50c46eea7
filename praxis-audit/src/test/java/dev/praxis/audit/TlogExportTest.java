package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.audit.TlogExport.Exported;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.EvidenceRefusedException;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.audit.tlog.TreeDamagedException;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a log is what a monitor that knows nothing but C2SP tlog-tiles reads. */
class TlogExportTest {

    private static final NoteVerifierKey KEY = SampleLog.signer().verifierKey();
    private static final List<byte[]> LINES = SampleLog.lines(700, 0);

    @TempDir
    Path directory;

    /** Follows a log from its checkpoint, as the specification says, and returns the entries from an index on. */
    private static List<byte[]> monitor(Path served, long minimumIndex) throws IOException {
        Checkpoint checkpoint = SignedCheckpoint.read(served.resolve("checkpoint"), KEY)
                .orElseThrow()
                .checkpoint();
        List<byte[]> leaves = new ArrayList<>();
        List<byte[]> entries = new ArrayList<>();
        for (long first = 0; first < checkpoint.size(); first += 256) {
            int width = (int) Math.min(256, checkpoint.size() - first);
            String name = String.format("%03d", first / 256) + (width == 256 ? "" : ".p/" + width);
            byte[] tile = Files.readAllBytes(served.resolve("tile/0/" + name));
            assertEquals(32 * width, tile.length);
            for (int i = 0; i < width; i++) {
                leaves.add(Arrays.copyOfRange(tile, 32 * i, 32 * i + 32));
            }
            if (first >= minimumIndex) {
                ByteBuffer bundle = ByteBuffer.wrap(Files.readAllBytes(served.resolve("tile/entries/" + name)));
                for (int i = 0; i < width; i++) {
                    byte[] entry = new byte[Short.toUnsignedInt(bundle.getShort())];
                    bundle.get(entry);
                    entries.add(entry);
                    assertArrayEquals(leaves.get((int) first + i), hash((byte) 0, entry));
                }
                assertFalse(bundle.hasRemaining());
            }
        }
        assertEquals(checkpoint.root().base64(), Base64.getEncoder().encodeToString(root(leaves)));
        for (int i = 0; i < leaves.size() / 256; i++) {
            int edge = leaves.size() / 256;
            byte[] upper = Files.readAllBytes(served.resolve("tile/1/000.p/" + edge));
            assertArrayEquals(
                    root(leaves.subList(256 * i, 256 * i + 256)), Arrays.copyOfRange(upper, 32 * i, 32 * i + 32));
        }
        return entries;
    }

    /** RFC 6962, section 2.1, as it is written there. */
    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return hash((byte) 1, root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    private static byte[] hash(byte prefix, byte[]... parts) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(prefix);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private Path log(List<byte[]> lines) {
        Path log = directory.resolve("audit");
        if (Files.exists(log)) {
            SampleLog.remove(log);
        }
        SampleLog.write(log, lines, 100, SampleLog.signer());
        return log;
    }

    private static void same(List<byte[]> expected, List<byte[]> entries) {
        assertEquals(expected.size(), entries.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), entries.get(i));
        }
    }

    @DisplayName("a monitor finds every record that was signed, and a copy goes on where the last one ended")
    @Test
    void goesOn() throws IOException {
        Path served = directory.resolve("served/log");
        for (int size : new int[] {1, 200, 200, 256, 300, 512, 700}) {
            Path log = log(LINES.subList(0, size));
            Exported exported = TlogExport.write(log, KEY, served);
            assertEquals(size, exported.checkpoint().size());
            assertEquals(0, exported.minimumIndex());
            same(LINES.subList(0, size), monitor(served, 0));
        }
        assertTrue(Files.exists(served.resolve("tile/entries/000.p/200")), "an older checkpoint can still be followed");
    }

    @DisplayName("records behind the checkpoint are not in the copy")
    @Test
    void behind() throws IOException {
        Path log = log(LINES.subList(0, 300));
        SampleLog.segments(log, LINES.subList(200, 310), 201, 1000);
        Path served = directory.resolve("served");
        TlogExport.write(log, KEY, served);
        same(LINES.subList(0, 300), monitor(served, 0));
    }

    @DisplayName("of a pruned log the copy begins with the first whole bundle")
    @Test
    void pruned() throws IOException {
        Path log = log(LINES);
        SampleLog.prune(log, 300, LINES.get(299));
        for (long first : new long[] {1, 101, 201}) {
            Files.delete(SegmentFile.of(log, first).path());
        }
        Path served = directory.resolve("served");
        assertEquals(512, TlogExport.write(log, KEY, served).minimumIndex());
        same(LINES.subList(512, 700), monitor(served, 512));
        assertFalse(Files.exists(served.resolve("tile/entries/001")));

        SampleLog.prune(log, 600, LINES.get(599));
        Files.delete(SegmentFile.of(log, 301).path());
        Files.delete(SegmentFile.of(log, 401).path());
        Files.delete(SegmentFile.of(log, 501).path());
        Path other = directory.resolve("other");
        assertEquals(700, TlogExport.write(log, KEY, other).minimumIndex());
        same(List.of(), monitor(other, 700));
    }

    @DisplayName("what was not signed so is not copied, and the checkpoint of the copy stays what it was")
    @Test
    void refused() throws IOException {
        Path served = directory.resolve("served");
        TlogExport.write(log(LINES.subList(0, 300)), KEY, served);
        byte[] before = Files.readAllBytes(served.resolve("checkpoint"));
        Path back = log(LINES.subList(0, 200));
        assertThrows(EvidenceRefusedException.class, () -> TlogExport.write(back, KEY, served));
        Path rewritten = log(SampleLog.lines(400, 1));
        assertThrows(EvidenceRefusedException.class, () -> TlogExport.write(rewritten, KEY, served));
        Path changed = log(LINES.subList(0, 400));
        Path segment = SegmentFile.of(changed, 301).path();
        byte[] bytes = Files.readAllBytes(segment);
        bytes[100] ^= 1;
        Files.write(segment, bytes);
        assertThrows(TreeDamagedException.class, () -> TlogExport.write(changed, KEY, served));
        Path cut = log(LINES.subList(0, 400));
        Files.delete(SegmentFile.of(cut, 301).path());
        assertThrows(TreeDamagedException.class, () -> TlogExport.write(cut, KEY, served));
        Path mute = log(LINES.subList(0, 400));
        Files.delete(mute.resolve("checkpoint"));
        assertThrows(EvidenceRefusedException.class, () -> TlogExport.write(mute, KEY, served));
        assertArrayEquals(before, Files.readAllBytes(served.resolve("checkpoint")));

        Path good = log(LINES.subList(0, 400));
        Path bundle = served.resolve("tile/entries/000");
        byte[] entries = Files.readAllBytes(bundle);
        entries[50] ^= 1;
        Files.write(bundle, entries);
        assertThrows(TreeDamagedException.class, () -> TlogExport.write(good, KEY, served));
    }

    @DisplayName("a directory that has something else is left alone, and so is the log")
    @Test
    void elsewhere() throws IOException {
        Path log = log(LINES.subList(0, 3));
        Path full = Files.createDirectory(directory.resolve("full"));
        Files.createFile(full.resolve("letter"));
        assertThrows(InvalidArgumentException.class, () -> TlogExport.write(log, KEY, full));
        assertThrows(InvalidArgumentException.class, () -> TlogExport.write(log, KEY, log.resolve("served")));
        assertThrows(InvalidArgumentException.class, () -> TlogExport.write(log, KEY, log));
        assertEquals(List.of(), AuditVerifier.verify(log).findings());
    }
}
