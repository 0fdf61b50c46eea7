package dev.praxis.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A SHA-256 digest (FIPS 180-4). Thread-safe.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

    private static final int DIGITS = 64;

    /**
     * Checks the form.
     *
     * @throws InvalidArgumentException if {@code hex} is not 64 lower-case hexadecimal digits
     */
    public Sha256 {
        Objects.requireNonNull(hex, "hex");
        if (!isHex(hex)) {
            throw new InvalidArgumentException("not a SHA-256 digest: expected 64 lower-case hexadecimal digits, got "
                    + hex.length() + " characters");
        }
    }

    /**
     * Digests bytes.
     *
     * @param bytes the bytes
     * @return their digest
     */
    public static Sha256 of(byte[] bytes) {
        return new Sha256(HexFormat.of().formatHex(newDigest().digest(bytes)));
    }

    /**
     * Finishes a running digest.
     *
     * @param digest a SHA-256 digest, as from {@link #newDigest()}; it is reset
     * @return the digest of what it was given
     */
    public static Sha256 finish(MessageDigest digest) {
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * A new SHA-256 digest.
     *
     * @return the digest, confined to one thread
     */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A loop and not a regular expression: every fact that is written or read comes through here. */
    private static boolean isHex(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return hex;
    }
}
