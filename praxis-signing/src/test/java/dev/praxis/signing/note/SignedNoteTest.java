package dev.praxis.signing.note;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.SignatureRejectedException;
import dev.praxis.signing.SignatureRejectedException.Reason;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.StrictBase64;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each MUST of C2SP signed-note and tlog-cosignature. */
class SignedNoteTest {

    private static final String TEXT = "example.com/log\n12\nroot\n";
    private static final Ed25519KeyPair PAIR = pair(1);
    private static final NoteSigner LOG = NoteSigner.ed25519("example.com/log", PAIR);
    private static final NoteSigner OTHER = NoteSigner.ed25519("example.com/other", pair(2));

    /** Key, secret and note of the documentation of golang.org/x/mod/sumdb/note. */
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String GO_TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String GO_LINE = "\u2014 PeterNeumann "
            + "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

    @DisplayName("a note of the Go implementation verifies, and signing its text again gives the same bytes")
    @Test
    void interoperates() {
        NoteVerifierKey key = NoteVerifierKey.parse(GO_KEY);
        assertEquals(GO_KEY, key.toString());
        SignedNote note = parse(GO_TEXT + "\n" + GO_LINE + "\n");
        assertEquals(GO_TEXT, verify(note, key).text());

        byte[] typedSeed = StrictBase64.decode("the secret", GO_SECRET);
        NoteSigner signer = NoteSigner.ed25519(
                "PeterNeumann", Ed25519KeyPair.ofSeed(Arrays.copyOfRange(typedSeed, 1, typedSeed.length)));
        assertEquals(note, SignedNote.sign(GO_TEXT, List.of(signer)));
    }

    @Nested
    class Format {

        @DisplayName("text and signatures are split at the last empty line; the text keeps its own, and its newline")
        @ParameterizedTest
        @ValueSource(strings = {"\n", "\n\n", "a\n", "a\n\nb\n", "a\n\n", "a\n\n\n", "\na\n", "— a b\n\nc\n"})
        void lastEmptyLine(String text) {
            SignedNote note = SignedNote.sign(text, List.of(LOG));
            assertEquals(text, parse(note.toString()).unverifiedText());
            assertEquals(text, verify(parse(note.toString()), LOG.verifierKey()).text());
        }

        @DisplayName("what is signed and read again is the same note, byte for byte")
        @Test
        void roundTrip() {
            SignedNote note = SignedNote.sign(TEXT, List.of(LOG, OTHER));
            SignedNote again = SignedNote.parse(note.bytes());
            assertEquals(note, again);
            assertArrayEquals(note.bytes(), again.bytes());
            assertEquals(note.hashCode(), again.hashCode());
            assertEquals(
                    List.of("example.com/log", "example.com/other"),
                    again.signatures().stream().map(NoteSignature::name).toList());
        }

        @DisplayName("anything else than text, empty line and whole signature lines is refused")
        @Test
        void hostile() {
            String line = LOG.sign(TEXT).line();
            String name = LOG.verifierKey().name();
            String blob = line.substring(line.lastIndexOf(' ') + 1);
            for (String bad : List.of(
                    "",
                    "\n",
                    "\n\n",
                    TEXT,
                    TEXT + "\n",
                    TEXT + line + "\n",
                    TEXT + "\n" + line,
                    TEXT + "\n" + line + "\n\n",
                    TEXT + "\n" + line + "\nmore\n",
                    TEXT + "\n" + line + "\n \n",
                    TEXT + "\n" + line + " \n",
                    TEXT + "\n " + line + "\n",
                    TEXT + "\n" + line.replace("\u2014", "-") + "\n",
                    TEXT + "\n" + line.replace("\u2014", "\u2013") + "\n",
                    TEXT + "\n" + line.replace("\u2014 ", "\u2014\u00a0") + "\n",
                    TEXT + "\n" + line.replace("\u2014 ", "\u2014  ") + "\n",
                    TEXT + "\n\u2014 " + name + "\n",
                    TEXT + "\n\u2014 " + name + " \n",
                    TEXT + "\n\u2014  " + blob + "\n",
                    TEXT + "\n\u2014 a+b " + blob + "\n",
                    TEXT + "\n\u2014 a\u2003b " + blob + "\n",
                    TEXT + "\n\u2014 " + name + " AAAAAA==\n",
                    TEXT + "\n\u2014 " + name + " AAA=\n",
                    TEXT + "\n" + line.substring(0, line.length() - 1) + "\n",
                    TEXT + "\n" + line.replace("=", "") + "=\n=\n",
                    TEXT + "\n\u2014 " + name + " -_" + blob.substring(2) + "\n")) {
                assertThrows(SigningFormatException.class, () -> parse(bad), () -> "'" + bad + "'");
            }
        }

        @DisplayName("not UTF-8: refused")
        @Test
        void notUtf8() {
            byte[] note = SignedNote.sign(TEXT, List.of(LOG)).bytes();
            for (int bad : new int[] {0xff, 0xc0, 0x80, 0xed}) {
                byte[] broken = note.clone();
                broken[3] = (byte) bad;
                assertThrows(SigningFormatException.class, () -> SignedNote.parse(broken));
            }
            assertThrows(SigningFormatException.class, () -> SignedNote.sign("\ud800\n", List.of(LOG)));
        }

        @DisplayName("control characters below U+0020: refused wherever they are, read and signed")
        @Test
        void controlCharacters() {
            String note = SignedNote.sign(TEXT, List.of(LOG)).toString();
            for (char control = 0; control < ' '; control++) {
                String character = String.valueOf(control);
                if (control != '\n') {
                    String text = "a" + character + "b\n";
                    assertThrows(SigningFormatException.class, () -> SignedNote.sign(text, List.of(LOG)));
                    assertThrows(SigningFormatException.class, () -> parse(character + note));
                    assertThrows(SigningFormatException.class, () -> parse(note + character));
                }
            }
            assertEquals(
                    "\u007f\u0085\n",
                    verify(SignedNote.sign("\u007f\u0085\n", List.of(LOG)), LOG.verifierKey())
                            .text());
        }

        @DisplayName("a text without a newline at its end is not signed")
        @ParameterizedTest
        @ValueSource(strings = {"", "a", "\na"})
        void noNewline(String text) {
            assertThrows(SigningFormatException.class, () -> SignedNote.sign(text, List.of(LOG)));
            assertThrows(SigningFormatException.class, () -> LOG.sign(text));
        }

        @DisplayName("a key's name is not empty and has neither Unicode spaces nor '+'")
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "a b",
                    "a+b",
                    "a\tb",
                    "a\nb",
                    "a\u0085",
                    "a\u00a0",
                    "\u1680",
                    "a\u2000b",
                    "\u200a",
                    "\u2028",
                    "\u2029",
                    "\u202f",
                    "\u205f",
                    "\u3000",
                    "\u0000",
                    "\u007f",
                    "\ud800"
                })
        void names(String name) {
            assertThrows(SigningFormatException.class, () -> NoteSigner.ed25519(name, PAIR));
            assertThrows(SigningFormatException.class, () -> new NoteSignature(name, 1, new byte[64]));
        }

        @DisplayName("one hundred signatures are taken, 16 by all means; more are refused, and so is what is too large")
        @Test
        void limits() {
            for (int count : new int[] {1, 16, SignedNote.MAX_SIGNATURES}) {
                List<NoteSigner> signers = new ArrayList<>();
                for (int i = 0; i < count - 1; i++) {
                    signers.add(NoteSigner.ed25519("witness" + i, pair(i + 3)));
                }
                signers.add(LOG);
                SignedNote note = SignedNote.sign(TEXT, signers);
                assertEquals(count, parse(note.toString()).signatures().size());
                assertEquals(
                        TEXT, verify(parse(note.toString()), LOG.verifierKey()).text());
            }
            SignedNote full = SignedNote.sign(TEXT, java.util.Collections.nCopies(SignedNote.MAX_SIGNATURES, LOG));
            assertThrows(SigningFormatException.class, () -> full.with(OTHER.sign(TEXT)));
            assertThrows(
                    SigningFormatException.class,
                    () -> parse(full + OTHER.sign(TEXT).line() + "\n"));
            String large = "x".repeat(SignedNote.MAX_BYTES) + "\n";
            assertThrows(SigningFormatException.class, () -> SignedNote.sign(large, List.of(LOG)));
            assertThrows(SigningFormatException.class, () -> SignedNote.parse(new byte[SignedNote.MAX_BYTES + 1]));
            assertThrows(InvalidArgumentException.class, () -> SignedNote.sign(TEXT, List.of()));
        }
    }

    @Nested
    class Signatures {

        @DisplayName("signatures of unknown keys are ignored, also those that share a name or an id with a known one")
        @Test
        void unknownKeys() {
            NoteSigner sameName = NoteSigner.ed25519("example.com/log", pair(7));
            NoteSignature sameId =
                    new NoteSignature("example.com/third", LOG.verifierKey().keyId(), new byte[64]);
            NoteSignature postQuantum = new NoteSignature("example.com/log", 42, new byte[4627]);
            SignedNote note = SignedNote.sign(TEXT, List.of(OTHER, sameName, LOG))
                    .with(sameId)
                    .with(postQuantum);
            VerifiedNote verified = verify(parse(note.toString()), LOG.verifierKey());
            assertEquals(
                    List.of(LOG.verifierKey()),
                    verified.signatures().stream().map(VerifiedSignature::key).toList());
            assertNull(verified.signatures().get(0).time());
        }

        @DisplayName("a note that no known key signed is rejected")
        @Test
        void nobodyKnown() {
            SignedNote note = SignedNote.sign(TEXT, List.of(OTHER));
            SignatureRejectedException e =
                    assertThrows(SignatureRejectedException.class, () -> verify(note, LOG.verifierKey()));
            assertEquals(Reason.UNKNOWN_SIGNER, e.reason());
        }

        @DisplayName("a signature of a known key that fails rejects the note, even beside one that verifies")
        @Test
        void failing() {
            NoteSignature good = LOG.sign(TEXT);
            byte[] forged = good.signature();
            forged[10] ^= 1;
            NoteSignature bad = new NoteSignature(good.name(), good.keyId(), forged);
            SignedNote beside = SignedNote.sign(TEXT, List.of(LOG, OTHER)).with(bad);
            for (SignedNote note : List.of(parse(TEXT + "\n" + bad.line() + "\n"), beside)) {
                SignatureRejectedException e = assertThrows(
                        SignatureRejectedException.class, () -> verify(note, LOG.verifierKey(), OTHER.verifierKey()));
                assertEquals(Reason.BAD_SIGNATURE, e.reason());
            }
            assertEquals(TEXT, verify(beside, OTHER.verifierKey()).text(), "unknown to this one");
        }

        @DisplayName("no bit of text or signature can be flipped")
        @Test
        void everyBit() {
            byte[] note = SignedNote.sign(TEXT, List.of(LOG)).bytes();
            for (int bit = 0; bit < note.length * 8; bit++) {
                byte[] flipped = note.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                int at = bit;
                RuntimeException e = assertThrows(
                        RuntimeException.class,
                        () -> verify(SignedNote.parse(flipped), LOG.verifierKey()),
                        () -> "bit " + at + " of " + new String(flipped, StandardCharsets.UTF_8));
                assertTrue(Set.of(SigningFormatException.class, SignatureRejectedException.class)
                        .contains(e.getClass()));
            }
        }

        @DisplayName("two keys of the same name and id are ambiguous, none at all is useless")
        @Test
        void ambiguous() {
            NoteVerifierKey key = LOG.verifierKey();
            assertThrows(InvalidArgumentException.class, () -> new NoteVerifier(List.of(key, key)));
            assertThrows(InvalidArgumentException.class, () -> new NoteVerifier(List.of()));
        }
    }

    @Nested
    class VerifierKeys {

        @DisplayName("a verifier key is read as it is written; the id depends on name, type and key")
        @Test
        void roundTrip() {
            NoteVerifierKey witness = cosigner(0).verifierKey();
            for (NoteVerifierKey key : List.of(LOG.verifierKey(), OTHER.verifierKey(), witness)) {
                assertEquals(key, NoteVerifierKey.parse(key.toString()));
            }
            NoteVerifierKey sameButType =
                    new NoteVerifierKey("example.com/log", SignatureType.COSIGNATURE_V1, PAIR.publicKey());
            assertNotEquals(LOG.verifierKey().keyId(), sameButType.keyId());
        }

        @DisplayName("anything else is refused")
        @Test
        void refused() {
            String vkey = GO_KEY;
            byte[] mlDsa = new byte[1 + 1312];
            mlDsa[0] = 6;
            for (String bad : List.of(
                    "",
                    "a",
                    "a+b",
                    "++",
                    vkey + "\n",
                    " " + vkey,
                    vkey.replace("PeterNeumann", ""),
                    vkey.replace("PeterNeumann", "Peter Neumann"),
                    vkey.replace("PeterNeumann", "Mallory"),
                    vkey.replace("c74f20a3", "c74f20a4"),
                    vkey.replace("c74f20a3", "C74F20A3"),
                    vkey.replace("c74f20a3", "0c74f20a3"),
                    vkey.replace("+ARpc", "+ARpd"),
                    vkey.replace("+ARpc", "+"),
                    "PeterNeumann+c74f20a3+",
                    "a+00000000+AQ==",
                    "a+00000000+" + StrictBase64.encode(mlDsa))) {
                assertThrows(SigningFormatException.class, () -> NoteVerifierKey.parse(bad), () -> "'" + bad + "'");
            }
        }
    }

    @Nested
    class Cosignatures {

        @DisplayName("the signature is the time in 8 bytes and Ed25519 over header, time and text; the time is told")
        @Test
        void message() {
            NoteSigner witness = cosigner(1_679_315_147);
            byte[] blob = witness.sign(TEXT).signature();
            assertEquals(72, blob.length);
            assertEquals(1_679_315_147, ByteBuffer.wrap(blob).getLong());
            assertTrue(pair(3).publicKey()
                    .verifies(
                            ("cosignature/v1\ntime 1679315147\n" + TEXT).getBytes(StandardCharsets.UTF_8),
                            Arrays.copyOfRange(blob, 8, 72)));
            VerifiedNote verified =
                    verify(SignedNote.sign(TEXT, List.of(LOG)).with(witness.sign(TEXT)), witness.verifierKey());
            assertEquals(
                    Instant.ofEpochSecond(1_679_315_147),
                    verified.signatures().get(0).time());
        }

        @DisplayName("another time than the one that was signed, or one beyond all clocks, is a bad signature")
        @Test
        void anotherTime() {
            NoteSigner witness = cosigner(5);
            byte[] blob = witness.sign(TEXT).signature();
            for (long time : new long[] {4, 6, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
                ByteBuffer.wrap(blob).putLong(time);
                assertBad(witness, blob);
            }
            for (int length : new int[] {8, 64, 71, 73}) {
                assertBad(witness, Arrays.copyOf(witness.sign(TEXT).signature(), length));
            }
        }

        @DisplayName("a signature of one type is not one of the other, even by the same key under the same name")
        @Test
        void types() {
            NoteSigner log = NoteSigner.ed25519("w", pair(3));
            NoteSigner witness = NoteSigner.cosigner("w", pair(3), InstantSource.fixed(Instant.EPOCH));
            SignedNote note = SignedNote.sign(TEXT, List.of(log));
            assertEquals(
                    Reason.UNKNOWN_SIGNER,
                    assertThrows(SignatureRejectedException.class, () -> verify(note, witness.verifierKey()))
                            .reason());
        }

        @DisplayName("a clock before 1970 signs nothing")
        @Test
        void clock() {
            assertThrows(InvalidArgumentException.class, () -> cosigner(-1).sign(TEXT));
        }

        private static void assertBad(NoteSigner witness, byte[] blob) {
            NoteVerifierKey key = witness.verifierKey();
            SignedNote note =
                    SignedNote.sign(TEXT, List.of(LOG)).with(new NoteSignature(key.name(), key.keyId(), blob));
            assertEquals(
                    Reason.BAD_SIGNATURE,
                    assertThrows(SignatureRejectedException.class, () -> verify(note, key))
                            .reason());
        }
    }

    private static NoteSigner cosigner(long seconds) {
        return NoteSigner.cosigner(
                "witness.example.com/w1", pair(3), InstantSource.fixed(Instant.ofEpochSecond(seconds)));
    }

    private static SignedNote parse(String note) {
        return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
    }

    private static VerifiedNote verify(SignedNote note, NoteVerifierKey... known) {
        return new NoteVerifier(List.of(known)).verify(note);
    }

    private static Ed25519KeyPair pair(int seed) {
        byte[] bytes = new byte[Ed25519KeyPair.SEED_BYTES];
        bytes[0] = (byte) seed;
        return Ed25519KeyPair.ofSeed(bytes);
    }
}
