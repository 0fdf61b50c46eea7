package dev.praxis.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** A public key of Ed25519 (RFC 8032, section 5.1): 32 bytes that encode a point of the curve. Immutable, thread-safe. */
public final class Ed25519PublicKey {

    /** How many bytes a key has. */
    public static final int BYTES = 32;

    /** How many bytes a signature has. */
    public static final int SIGNATURE_BYTES = 64;

    /** SubjectPublicKeyInfo of RFC 8410, section 4, up to the key. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] raw;
    private final PublicKey key;

    private Ed25519PublicKey(byte[] raw, PublicKey key) {
        this.raw = raw;
        this.key = key;
    }

    /**
     * Takes a key as it is written elsewhere.
     *
     * @param raw the {@value #BYTES} bytes of RFC 8032
     * @return the key
     * @throws SigningFormatException if they are not {@value #BYTES} or encode no point of the curve
     */
    public static Ed25519PublicKey of(byte[] raw) {
        Objects.requireNonNull(raw, "raw");
        if (raw.length != BYTES) {
            throw new SigningFormatException(
                    "a public key of Ed25519 has " + BYTES + " bytes, and this has " + raw.length);
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + BYTES);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, BYTES);
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            // The JDK looks for the point only when it needs it.
            Signature.getInstance("Ed25519").initVerify(key);
            return new Ed25519PublicKey(raw.clone(), key);
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            throw new SigningFormatException("these " + BYTES + " bytes are no public key of Ed25519: "
                    + "they encode no point of the curve; copy the key again, whole and unchanged");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
        }
    }

    /**
     * Whether a signature was made with this key over a message (RFC 8032, section 5.1.7).
     *
     * @param message what was signed
     * @param signature the signature; of any length, but only one of {@value #SIGNATURE_BYTES} bytes can be right
     * @return true if it was
     */
    public boolean verifies(byte[] message, byte[] signature) {
        Objects.requireNonNull(message, "message");
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature verification = Signature.getInstance("Ed25519");
            verification.initVerify(key);
            verification.update(message);
            return verification.verify(signature);
        } catch (SignatureException e) {
            return false; // its bytes encode no point, or a number out of range
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was accepted before", e);
        }
    }

    /**
     * The key as others write it.
     *
     * @return a copy of its {@value #BYTES} bytes
     */
    public byte[] bytes() {
        return raw.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519PublicKey that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    /** Its bytes in base 64. */
    @Override
    public String toString() {
        return StrictBase64.encode(raw);
    }
}
