package dev.praxis.audit.tlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints have one form; whatever else might be read as one is refused. */
class CheckpointTest {

    private static final String ROOT = NaiveTree.ofSize(5).root().base64();
    private static final NoteVerifierKey LOG = Keys.log().verifierKey();

    @DisplayName("what is written is read again, extensions included")
    @Test
    void roundTrip() {
        for (String text : List.of("o\n5\n" + ROOT + "\n", "o\n5\n" + ROOT + "\nmore\nand more\n")) {
            assertEquals(text, Checkpoint.parse(text).text());
        }
        String empty = "o\n0\n" + TreeHash.OF_EMPTY_TREE.base64() + "\n";
        assertEquals(new Checkpoint("o", 0, TreeHash.OF_EMPTY_TREE), Checkpoint.parse(empty));
    }

    @DisplayName("a size is decimal digits without leading zeros or signs, and no larger than a long")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+5",
                "-5",
                "05",
                "00",
                " 5",
                "5 ",
                "5.0",
                "0x5",
                "\u0665",
                "9223372036854775808",
                "5\r",
                "1e3"
            })
    void sizes(String size) {
        assertThrows(EvidenceRefusedException.class, () -> Checkpoint.parse("o\n" + size + "\n" + ROOT + "\n"));
    }

    @DisplayName("a root is 32 bytes of standard, padded Base64")
    @Test
    void roots() {
        byte[] short31 = new byte[31];
        String base64 = java.util.Base64.getEncoder().encodeToString(short31);
        for (String root : List.of(
                "",
                base64,
                ROOT.substring(0, 43),
                ROOT + "=",
                ROOT.replace("=", ""),
                ROOT.substring(0, 42) + "/=",
                " " + ROOT,
                ROOT + " ",
                ROOT + ROOT)) {
            assertThrows(EvidenceRefusedException.class, () -> Checkpoint.parse("o\n5\n" + root + "\n"), root);
        }
    }

    @DisplayName("lines are whole, not empty and without control characters, and at least three")
    @Test
    void lines() {
        for (String text : List.of(
                "",
                "\n",
                "o\n5\n",
                "o\n5\n" + ROOT,
                "\n5\n" + ROOT + "\n",
                "o\n5\n" + ROOT + "\n\n",
                "o\n5\n" + ROOT + "\n\nmore\n",
                "o\r\n5\n" + ROOT + "\n",
                "o\n5\n" + ROOT + "\nmo\tre\n",
                "o\n0\n" + ROOT + "\n")) {
            assertThrows(EvidenceRefusedException.class, () -> Checkpoint.parse(text), text);
        }
    }

    @DisplayName("only the key of the log counts, and only for its own origin")
    @Test
    void signatures() {
        String text = new Checkpoint(Keys.ORIGIN, 5, NaiveTree.ofSize(5).root()).text();
        SignedNote good = SignedNote.sign(text, List.of(Keys.log()));
        assertEquals(5, SignedCheckpoint.parse(good.bytes(), LOG).checkpoint().size());
        for (NoteSigner other :
                List.of(NoteSigner.ed25519(Keys.ORIGIN, Keys.pair(2)), NoteSigner.ed25519("other", Keys.pair(1)))) {
            SignedNote note = SignedNote.sign(text, List.of(other));
            assertThrows(EvidenceRefusedException.class, () -> SignedCheckpoint.parse(note.bytes(), LOG));
        }
        SignedNote foreign = SignedNote.sign(text.replace(Keys.ORIGIN, "example.com/another"), List.of(Keys.log()));
        assertThrows(EvidenceRefusedException.class, () -> SignedCheckpoint.parse(foreign.bytes(), LOG));
        byte[] unsigned = text.getBytes(StandardCharsets.UTF_8);
        assertThrows(EvidenceRefusedException.class, () -> SignedCheckpoint.parse(unsigned, LOG));
    }

    @DisplayName("no bit of a signed checkpoint can be flipped")
    @Test
    void everyBit() {
        String text = new Checkpoint(Keys.ORIGIN, 5, NaiveTree.ofSize(5).root()).text();
        byte[] bytes = SignedNote.sign(text, List.of(Keys.log())).bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(EvidenceRefusedException.class, () -> SignedCheckpoint.parse(flipped, LOG), "bit " + bit);
        }
    }
}
