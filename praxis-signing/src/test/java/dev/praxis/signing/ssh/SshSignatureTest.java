package dev.praxis.signing.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.testkit.RequiresTool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshSignatureTest {

    private static final byte[] MESSAGE = "a plan\n".getBytes(StandardCharsets.UTF_8);
    private static final String NAMESPACE = "praxis-plan";

    @TempDir
    Path dir;

    private Path message;
    private Path signature;
    private Path signers;
    private Path key;

    @BeforeEach
    void files() throws IOException {
        message = Files.write(dir.resolve("message"), MESSAGE);
        signature = dir.resolve("message.sig");
        signers = Files.writeString(dir.resolve("allowed_signers"), "ada " + Keys.line(1) + "\n");
        key = dir.resolve("key");
        KeyFile.create(key, Keys.pair(1), "ada", new SecureRandom());
    }

    @DisplayName(
            "ssh-keygen -Y verify, find-principals and check-novalidate take what praxis signed, and nothing near it")
    @RequiresTool(value = "ssh-keygen", from = "openssh-client")
    @ParameterizedTest
    @EnumSource
    void sshKeygenVerifies(SignatureHash hash) throws Exception {
        Files.write(signature, sign(hash).armored());
        assertTrue(verify("ada", NAMESPACE, message), "verify");
        assertEquals(
                "ada\n",
                SshKeygen.run("-Y", "find-principals", "-s", signature, "-f", signers)
                        .output());
        assertTrue(SshKeygen.run(message, "-Y", "check-novalidate", "-n", NAMESPACE, "-s", signature)
                .succeeded());
        assertFalse(verify("ada", "praxis-policy", message), "another namespace");
        assertFalse(verify("grace", NAMESPACE, message), "another principal");
        assertFalse(verify("ada", NAMESPACE, Files.writeString(dir.resolve("changed"), "a plan")), "another message");
    }

    @DisplayName("praxis takes what ssh-keygen -Y sign signed, and nothing near it")
    @RequiresTool(value = "ssh-keygen", from = "openssh-client")
    @ParameterizedTest
    @EnumSource
    void verifiesSshKeygen(SignatureHash hash) throws Exception {
        assertTrue(SshKeygen.run("-Y", "sign", "-f", key, "-n", NAMESPACE, "-O", "hashalg=" + hash.id(), message)
                .succeeded());
        SshSignature parsed = SshSignature.parse(Files.readAllBytes(signature));
        assertEquals(hash, parsed.hash());
        assertEquals(NAMESPACE, parsed.namespace());
        assertEquals(Keys.pair(1).publicKey(), parsed.publicKey());
        assertTrue(parsed.verifies(in(MESSAGE)));
        assertFalse(parsed.verifies(in("a plan".getBytes(StandardCharsets.UTF_8))));
        assertArrayEquals(
                Files.readAllBytes(signature), sign(hash).armored(), "the same key signs the same, byte for byte");
        assertArrayEquals(Files.readAllBytes(signature), parsed.armored());
    }

    @DisplayName("a signature by a key of another type is refused with what to do")
    @RequiresTool(value = "ssh-keygen", from = "openssh-client")
    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ecdsa"})
    void otherTypes(String type) throws Exception {
        Path other = dir.resolve(type);
        SshKeygen.run("-q", "-t", type, "-N", "", "-f", other);
        assertTrue(SshKeygen.run("-Y", "sign", "-f", other, "-n", NAMESPACE, message)
                .succeeded());
        byte[] armored = Files.readAllBytes(signature);
        assertTrue(assertThrows(SigningFormatException.class, () -> SshSignature.parse(armored))
                .getMessage()
                .contains("another type"));
    }

    @DisplayName("no bit of a signature can be flipped: it is refused, or verifies no longer")
    @Test
    void everyBit() throws Exception {
        byte[] blob = Armor.SIGNATURE.decode(sign(SignatureHash.SHA512).armored());
        for (int bit = 0; bit < blob.length * 8; bit++) {
            byte[] flipped = blob.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertFalse(SshSignature.parse(Armor.SIGNATURE.encode(flipped)).verifies(in(MESSAGE)), "bit " + bit);
            } catch (SigningFormatException e) {
                // As good.
            }
        }
        for (int length = 0; length < blob.length; length++) {
            byte[] cut = Arrays.copyOf(blob, length);
            assertThrows(SigningFormatException.class, () -> SshSignature.parse(Armor.SIGNATURE.encode(cut)));
        }
        byte[] longer = Arrays.copyOf(blob, blob.length + 1);
        assertThrows(SigningFormatException.class, () -> SshSignature.parse(Armor.SIGNATURE.encode(longer)));
    }

    @DisplayName(
            "a later version, an empty namespace, another hash and too much are refused; what is reserved is signed")
    @Test
    void fields() throws Exception {
        assertThrows(SigningFormatException.class, () -> SshSignature.parse(made(2, "n", "", "sha512")));
        assertThrows(SigningFormatException.class, () -> SshSignature.parse(made(-1, "n", "", "sha512")));
        assertThrows(SigningFormatException.class, () -> SshSignature.parse(made(1, "", "", "sha512")));
        assertThrows(SigningFormatException.class, () -> SshSignature.parse(made(1, "n", "", "md5")));
        assertThrows(SigningFormatException.class, () -> SshSignature.parse(new byte[SshSignature.MAX_BYTES + 1]));
        assertTrue(SshSignature.parse(made(1, "n", "later", "sha512")).verifies(in(MESSAGE)));
    }

    @DisplayName("a namespace is not empty, is Unicode text, and has at most 255 bytes")
    @ParameterizedTest
    @ValueSource(strings = {"", "\ud800", "\0", "long"})
    void namespaces(String namespace) {
        String name = namespace.equals("long") ? "n".repeat(256) : namespace;
        assertThrows(
                InvalidArgumentException.class,
                () -> SshSignature.sign(Keys.pair(1), name, SignatureHash.SHA256, in(MESSAGE)));
    }

    @DisplayName("a message is read in small pieces, to its end, however long it is")
    @Test
    void streams() throws Exception {
        long size = (64L << 20) + 1;
        Zeros zeros = new Zeros(size);
        SshSignature signed = SshSignature.sign(Keys.pair(1), NAMESPACE, SignatureHash.SHA256, zeros);
        assertTrue(zeros.largestPiece <= 1 << 16, zeros.largestPiece + " bytes at once");
        assertTrue(signed.verifies(new Zeros(size)));
        assertFalse(signed.verifies(new Zeros(size - 1)));
    }

    private static SshSignature sign(SignatureHash hash) throws IOException {
        return SshSignature.sign(Keys.pair(1), NAMESPACE, hash, in(MESSAGE));
    }

    private boolean verify(String principal, String namespace, Path input) throws Exception {
        return SshKeygen.run(input, "-Y", "verify", "-f", signers, "-I", principal, "-n", namespace, "-s", signature)
                .succeeded();
    }

    /** A signature with any fields, which verifies where the hash is SHA-512. */
    private static byte[] made(int version, String namespace, String reserved, String hash) throws IOException {
        byte[] signed = new SshWriter()
                .raw("SSHSIG".getBytes(StandardCharsets.US_ASCII))
                .text(namespace)
                .text(reserved)
                .text(hash)
                .string(SignatureHash.SHA512.digest(in(MESSAGE)))
                .bytes();
        return Armor.SIGNATURE.encode(new SshWriter()
                .raw("SSHSIG".getBytes(StandardCharsets.US_ASCII))
                .uint32(version)
                .publicKey(Keys.pair(1).publicKey())
                .text(namespace)
                .text(reserved)
                .text(hash)
                .string(new SshWriter()
                        .text(SshReader.ED25519)
                        .string(Keys.pair(1).sign(signed))
                        .bytes())
                .bytes());
    }

    private static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static final class Zeros extends InputStream {

        private long left;
        private int largestPiece;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            largestPiece = Math.max(largestPiece, length);
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(left, Math.min(length, 50_000));
            Arrays.fill(target, offset, offset + read, (byte) 0);
            left -= read;
            return read;
        }
    }
}
