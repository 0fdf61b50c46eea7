package dev.praxis.signing.note;

import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.StrictBase64;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * A signature line of a note: {@code — name base64(key id || signature)} (C2SP signed-note, "Signatures"). It claims who
 * made it; only a {@link NoteVerifier} says whether that is so. Immutable, thread-safe.
 */
public final class NoteSignature {

    /** An em dash and a space. */
    private static final String START = "\u2014 ";

    private final String name;
    private final int keyId;
    private final byte[] signature;

    /**
     * Puts a signature together.
     *
     * @param name the name of the key
     * @param keyId the id of the key
     * @param signature what the key made, at least one byte
     * @throws SigningFormatException if the name cannot be one, or the signature is empty
     */
    public NoteSignature(String name, int keyId, byte[] signature) {
        this.name = NoteText.requireName(name);
        this.keyId = keyId;
        this.signature = Objects.requireNonNull(signature, "signature").clone();
        if (signature.length == 0) {
            throw new SigningFormatException("the signature of " + name + " is empty");
        }
    }

    /**
     * Reads a signature line, as a witness sends it.
     *
     * @param line the line, without its newline
     * @return the signature
     * @throws SigningFormatException if it has another form
     */
    public static NoteSignature parse(String line) {
        int space = line.indexOf(' ', START.length());
        if (!line.startsWith(START) || space < 0) {
            throw new SigningFormatException("a signature line of a note is an em dash, a space, a name, a space and "
                    + "a signature in base 64; this is something else");
        }
        String name = NoteText.requireName(line.substring(START.length(), space));
        byte[] blob = StrictBase64.decode("the signature of " + name, line.substring(space + 1));
        if (blob.length <= Integer.BYTES) {
            throw new SigningFormatException("the signature of " + name + " has " + blob.length
                    + " bytes; a key id of 4 and a signature are more");
        }
        return new NoteSignature(
                name, ByteBuffer.wrap(blob).getInt(), Arrays.copyOfRange(blob, Integer.BYTES, blob.length));
    }

    /**
     * The name of the key that it claims.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The id of the key that it claims.
     *
     * @return the id, big-endian
     */
    public int keyId() {
        return keyId;
    }

    /**
     * What the key made, without the key id.
     *
     * @return a copy
     */
    public byte[] signature() {
        return signature.clone();
    }

    /**
     * The signature line.
     *
     * @return the line, without its newline
     */
    public String line() {
        return START + name + " "
                + StrictBase64.encode(ByteBuffer.allocate(Integer.BYTES + signature.length)
                        .putInt(keyId)
                        .put(signature)
                        .array());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && name.equals(that.name)
                && keyId == that.keyId
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, keyId, Arrays.hashCode(signature));
    }

    /** The signature line. */
    @Override
    public String toString() {
        return line();
    }
}
