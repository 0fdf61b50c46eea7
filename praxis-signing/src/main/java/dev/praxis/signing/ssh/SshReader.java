package dev.praxis.signing.ssh;

import dev.praxis.signing.Ed25519PublicKey;
import dev.praxis.signing.SigningFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the data types of SSH (RFC 4251, section 5). Every length is checked before anything is made of it. */
final class SshReader {

    /** The only type of key that praxis signs and verifies with (RFC 8709). */
    static final String ED25519 = "ssh-ed25519";

    private final String what;
    private final ByteBuffer bytes;

    SshReader(String what, byte[] bytes) {
        this.what = what;
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** Bytes that must be exactly these. */
    void expect(byte[] expected, String name) {
        if (!Arrays.equals(take(Math.min(expected.length, bytes.remaining())), expected)) {
            throw refused("does not start as " + name + " does");
        }
    }

    int uint32() {
        if (bytes.remaining() < Integer.BYTES) {
            throw refused("ends too early");
        }
        return bytes.getInt();
    }

    byte[] string() {
        int length = uint32();
        if (length < 0 || length > bytes.remaining()) {
            throw refused("ends too early");
        }
        return take(length);
    }

    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(string()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("has a text that is not UTF-8");
        }
    }

    /** The name of a key type, which must be that of Ed25519. */
    void ed25519() {
        String type = text();
        if (!type.equals(ED25519)) {
            throw refused("is by a key of another type than " + ED25519 + "; make one with: praxis key new FILE");
        }
    }

    /** A key in a string of its own. */
    Ed25519PublicKey publicKey() {
        return publicKey(what, string());
    }

    static Ed25519PublicKey publicKey(String what, byte[] blob) {
        SshReader key = new SshReader(what, blob);
        key.ed25519();
        Ed25519PublicKey publicKey = Ed25519PublicKey.of(key.string());
        key.end();
        return publicKey;
    }

    byte[] rest() {
        return take(bytes.remaining());
    }

    void end() {
        if (bytes.hasRemaining()) {
            throw refused("goes on after its end");
        }
    }

    SigningFormatException refused(String why) {
        return new SigningFormatException(what + " " + why);
    }

    private byte[] take(int length) {
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }
}
