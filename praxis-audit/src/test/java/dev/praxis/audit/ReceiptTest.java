package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.EvidenceRefusedException;
import dev.praxis.audit.tlog.Receipt;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.audit.tlog.TreeDamagedException;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.testkit.Soak;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receipt proves its record to whoever has the key, and nothing else does. */
class ReceiptTest {

    private static final NoteVerifierKey KEY = SampleLog.signer().verifierKey();
    private static final List<byte[]> LINES = SampleLog.lines(20, 0);

    @TempDir
    Path directory;

    private Path log;

    @BeforeEach
    void write() {
        log = directory.resolve("audit");
        SampleLog.write(log, LINES, 8, SampleLog.signer());
    }

    @DisplayName("each record has a receipt that proves it from its own bytes alone")
    @Test
    void eachRecord() {
        for (int sequence = 1; sequence <= LINES.size(); sequence++) {
            Receipt receipt =
                    Receipt.parse(new AuditProver(log, KEY).receipt(sequence).bytes());
            assertEquals(LINES.size(), receipt.verify(KEY).size());
            assertEquals(sequence - 1, receipt.index());
            assertArrayEquals(LINES.get(sequence - 1), receipt.entry());
        }
    }

    @DisplayName("no bit of a receipt can be flipped; a build tries some of each byte, a soak all")
    @Test
    void everyBit() {
        byte[] bytes = new AuditProver(log, KEY).receipt(7).bytes();
        for (int bit = 0; bit < bytes.length * 8; bit += Soak.times(7, 1)) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(
                    EvidenceRefusedException.class, () -> Receipt.parse(flipped).verify(KEY), "bit " + bit);
        }
    }

    @DisplayName("a receipt with another index, record, checkpoint or key proves nothing; nor does what is no receipt")
    @Test
    void hostile() {
        String text = new String(new AuditProver(log, KEY).receipt(7).bytes(), StandardCharsets.UTF_8);
        for (String bad : List.of(
                "",
                text.replace("index 6", "index 5"),
                text.replace("index 6", "index 06"),
                text.replace("index 6", "index +6"),
                text.replace("index 6", "index 20"),
                text.replace("index 6", "index 9223372036854775807"),
                text.replace("@v1", "@v2"),
                text.replaceFirst("extra [^\n]*\n", ""),
                text.replace("\n\n", "\n\n\n"),
                text.replace("\n\n", "\n"),
                text.replace("index 6\n", "index 6\nAAAA\n"),
                text + "\n",
                text.substring(0, text.length() - 1),
                "\uFEFF" + text)) {
            assertThrows(
                    EvidenceRefusedException.class,
                    () -> Receipt.parse(bad.getBytes(StandardCharsets.UTF_8)).verify(KEY),
                    bad);
        }
        Receipt receipt = Receipt.parse(text.getBytes(StandardCharsets.UTF_8));
        assertThrows(
                EvidenceRefusedException.class,
                () -> receipt.verify(SampleLog.signer(2).verifierKey()));
    }

    @DisplayName("there is no receipt of what is not there, is not signed yet, or was changed")
    @Test
    void refused() throws IOException {
        AuditProver prover = new AuditProver(log, KEY);
        assertThrows(InvalidArgumentException.class, () -> prover.receipt(0));
        assertThrows(InvalidArgumentException.class, () -> prover.receipt(21));
        Path segment = SegmentFile.of(log, 9).path();
        byte[] bytes = Files.readAllBytes(segment);
        bytes[100] ^= 1;
        Files.write(segment, bytes);
        assertThrows(TreeDamagedException.class, () -> prover.receipt(9));
        Files.delete(SegmentFile.of(log, 1).path());
        assertThrows(InvalidArgumentException.class, () -> prover.receipt(3));
        assertEquals(9, prover.receipt(10).index(), "what remains");
    }

    @DisplayName("a newer checkpoint extends each older one of the same log, and none of another")
    @Test
    void extension() throws IOException {
        Checkpoint newer = checkpoint(log);
        AuditProver prover = new AuditProver(log, KEY);
        for (int size = 0; size <= LINES.size(); size++) {
            Path then = directory.resolve("then" + size);
            SampleLog.write(then, LINES.subList(0, size), 8, SampleLog.signer());
            assertTrue(prover.extendsOlder(checkpoint(then), newer));
            Path other = directory.resolve("other" + size);
            SampleLog.write(other, SampleLog.lines(size, 1), 8, SampleLog.signer());
            assertEquals(size == 0, prover.extendsOlder(checkpoint(other), newer));
        }
        assertFalse(prover.extendsOlder(
                newer,
                new Checkpoint(
                        newer.origin(),
                        20,
                        checkpoint(directory.resolve("other20")).root())));
    }

    private static Checkpoint checkpoint(Path log) throws IOException {
        return SignedCheckpoint.read(log.resolve(SignedCheckpoint.FILE), KEY)
                .orElseThrow()
                .checkpoint();
    }
}
