package dev.praxis.audit.tlog;

import dev.praxis.api.Sha256;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.StrictBase64;
import java.util.Arrays;
import java.util.HexFormat;

/** The hash of a node of a Merkle tree: 32 bytes of SHA-256. Immutable. */
public final class TreeHash {

    /** How many bytes it has. */
    public static final int BYTES = 32;

    /** The root of the tree without leaves: the SHA-256 of nothing (RFC 6962, section 2.1). */
    public static final TreeHash OF_EMPTY_TREE = new TreeHash(Sha256.newDigest().digest());

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over an array that nobody else changes. */
    static TreeHash owning(byte[] bytes) {
        return new TreeHash(bytes);
    }

    /**
     * Copies a hash out of bytes.
     *
     * @param bytes the bytes
     * @param from where it starts in them
     * @return the hash
     * @throws IndexOutOfBoundsException if fewer than 32 bytes are there
     */
    public static TreeHash copyOf(byte[] bytes, int from) {
        if (from < 0 || from > bytes.length - BYTES) {
            throw new IndexOutOfBoundsException("no hash of " + BYTES + " bytes starts at " + from);
        }
        return new TreeHash(Arrays.copyOfRange(bytes, from, from + BYTES));
    }

    /**
     * Reads a hash as checkpoints and proofs have it.
     *
     * @param base64 the standard Base64 (RFC 4648, section 4) of 32 bytes, padded
     * @return the hash
     * @throws EvidenceRefusedException if it is anything else
     */
    public static TreeHash parse(String base64) {
        byte[] bytes;
        try {
            bytes = StrictBase64.decode("a hash", base64);
        } catch (SigningFormatException e) {
            throw new EvidenceRefusedException("a hash is refused: " + e.getMessage(), e);
        }
        if (bytes.length != BYTES) {
            throw new EvidenceRefusedException("a hash has " + bytes.length + " bytes instead of " + BYTES);
        }
        return new TreeHash(bytes);
    }

    /**
     * The form that checkpoints and proofs have.
     *
     * @return standard Base64, padded
     */
    public String base64() {
        return StrictBase64.encode(bytes);
    }

    /**
     * The bytes.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes themselves; not to be changed. */
    byte[] raw() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** In hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
