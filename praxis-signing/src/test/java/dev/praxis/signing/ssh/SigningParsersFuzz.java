package dev.praxis.signing.ssh;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.SignatureRejectedException;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.NoteVerifier;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.note.SignedNote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser of what comes from outside, fed with anything (Jazzer). Each takes it or refuses it with
 * {@link SigningFormatException}, and what it takes it writes again so that it reads the same. The first byte of the
 * input says which parser: one run has one fuzz test.
 */
class SigningParsersFuzz {

    private static final byte[] MESSAGE = {1, 2, 3};
    private static final List<Parser> PARSERS = List.of(Parser.values());
    private static final NoteSigner SIGNER = NoteSigner.ed25519("example.com/log", Keys.pair(1));

    /** What is parsed. */
    private enum Parser {
        NOTE {
            @Override
            void parse(byte[] input) {
                SignedNote note = SignedNote.parse(input);
                require(Arrays.equals(note.bytes(), input), "a note is written as it was read");
                NoteVerifier verifier = new NoteVerifier(List.of(SIGNER.verifierKey()));
                try {
                    verifier.verify(note);
                } catch (SignatureRejectedException e) {
                    // Almost always.
                }
            }

            @Override
            byte[] sample() {
                return SignedNote.sign("example.com/log\n1\nroot\n", List.of(SIGNER))
                        .bytes();
            }
        },
        VERIFIER_KEY {
            @Override
            void parse(byte[] input) {
                String text = new String(input, StandardCharsets.UTF_8);
                require(NoteVerifierKey.parse(text).toString().equals(text), "a verifier key has one text");
            }

            @Override
            byte[] sample() {
                return SIGNER.verifierKey().toString().getBytes(StandardCharsets.UTF_8);
            }
        },
        SIGNATURE {
            @Override
            void parse(byte[] input) throws IOException {
                SshSignature signature = SshSignature.parse(input);
                SshSignature again = SshSignature.parse(signature.armored());
                require(
                        Arrays.equals(signature.armored(), again.armored())
                                && signature.namespace().equals(again.namespace())
                                && signature.publicKey().equals(again.publicKey()),
                        "a signature reads the same again");
                signature.verifies(new ByteArrayInputStream(MESSAGE));
            }

            @Override
            byte[] sample() throws IOException {
                return SshSignature.sign(
                                Keys.pair(1), "praxis-plan", SignatureHash.SHA512, new ByteArrayInputStream(MESSAGE))
                        .armored();
            }
        },
        ALLOWED_SIGNERS {
            @Override
            void parse(byte[] input) throws IOException {
                AllowedSigners signers = AllowedSigners.parse(input, ZoneOffset.UTC);
                SshSignature signature = SshSignature.parse(SIGNATURE.sample());
                try {
                    signers.signerOf(signature, Instant.EPOCH);
                } catch (SignatureRejectedException e) {
                    // Almost always.
                }
            }

            @Override
            byte[] sample() {
                return ("# a\n*@a.b,!c@a.b namespaces=\"x*\",valid-after=\"20200101Z\",valid-before=\"203001011200\" "
                                + Keys.line(1) + " d\n")
                        .getBytes(StandardCharsets.UTF_8);
            }
        },
        PUBLIC_KEY {
            @Override
            void parse(byte[] input) {
                PublicKeyLine line = PublicKeyLine.parse(new String(input, StandardCharsets.UTF_8));
                require(line.equals(PublicKeyLine.parse(line.toString())), "a public key reads the same again");
            }

            @Override
            byte[] sample() {
                return (Keys.line(1) + " ada").getBytes(StandardCharsets.UTF_8);
            }
        },
        PRIVATE_KEY {
            @Override
            void parse(byte[] input) {
                Ed25519KeyPair pair = PrivateKeyText.decode(input);
                Ed25519KeyPair again = PrivateKeyText.decode(PrivateKeyText.encode(pair, "c"));
                require(Arrays.equals(pair.seed(), again.seed()), "a private key reads the same again");
            }

            @Override
            byte[] sample() {
                return PrivateKeyText.encode(Keys.pair(1), "ada");
            }
        };

        abstract void parse(byte[] input) throws IOException;

        abstract byte[] sample() throws IOException;
    }

    static Stream<byte[]> samples() throws IOException {
        Stream.Builder<byte[]> samples = Stream.builder();
        for (int i = 0; i < PARSERS.size(); i++) {
            byte[] sample = PARSERS.get(i).sample();
            byte[] selected = new byte[sample.length + 1];
            selected[0] = (byte) i;
            System.arraycopy(sample, 0, selected, 1, sample.length);
            samples.add(selected);
        }
        return samples.build();
    }

    @MethodSource("samples")
    @FuzzTest
    void parse(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        try {
            PARSERS.get(Math.floorMod(input[0], PARSERS.size())).parse(Arrays.copyOfRange(input, 1, input.length));
        } catch (SigningFormatException e) {
            // Refused, and that is fine.
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
