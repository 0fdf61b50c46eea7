package dev.praxis.signing.note;

import dev.praxis.api.Sha256;
import dev.praxis.signing.Ed25519PublicKey;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.StrictBase64;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key that signatures of notes are verified with. Its text is the vkey of C2SP signed-note:
 * {@code name+hash+base64(type || key)}, where the hash is the key id in eight lower-case hexadecimal digits.
 *
 * @param name what signature lines call the key, such as {@code example.com/log}; without spaces and {@code +}
 * @param type how it signs
 * @param publicKey the key itself
 */
public record NoteVerifierKey(String name, SignatureType type, Ed25519PublicKey publicKey) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{8}");

    /** 9999-12-31T23:59:59Z, the last second that every part of praxis can hold. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /**
     * Checks the name.
     *
     * @throws SigningFormatException if it is empty or has spaces, control characters, {@code +} or an unpaired surrogate
     */
    public NoteVerifierKey {
        NoteText.requireName(name);
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(publicKey, "publicKey");
    }

    /**
     * Reads a vkey.
     *
     * @param vkey the text, without space around
     * @return the key
     * @throws SigningFormatException if it is not a vkey, of another type, or its hash is not that of name and key
     */
    public static NoteVerifierKey parse(String vkey) {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3 || !HASH.matcher(parts[1]).matches()) {
            throw new SigningFormatException(
                    "not a verifier key: it is written name+hash+key, the hash in eight lower-case hexadecimal digits");
        }
        String name = NoteText.requireName(parts[0]);
        byte[] typed = StrictBase64.decode("the key of verifier key " + name, parts[2]);
        if (typed.length == 0) {
            throw new SigningFormatException("the verifier key " + name + " has no key in it");
        }
        NoteVerifierKey key = new NoteVerifierKey(
                name, SignatureType.of(typed[0]), Ed25519PublicKey.of(Arrays.copyOfRange(typed, 1, typed.length)));
        if (!key.hash().equals(parts[1])) {
            throw new SigningFormatException("the verifier key " + name + " has hash " + parts[1]
                    + ", and that of its name and key is " + key.hash() + "; copy it again, whole and unchanged");
        }
        return key;
    }

    /**
     * The key id: the first four bytes of SHA-256 over name, newline, type and key.
     *
     * @return the id, big-endian
     */
    public int keyId() {
        MessageDigest digest = Sha256.newDigest();
        digest.update(NoteText.encode(name));
        digest.update((byte) '\n');
        digest.update(typed());
        return ByteBuffer.wrap(digest.digest()).getInt();
    }

    /**
     * Whether a signature is by this key, as its name and key id claim; not whether it verifies.
     *
     * @param signature a signature
     * @return true if so
     */
    public boolean isNamedBy(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId() == keyId();
    }

    /** The vkey. */
    @Override
    public String toString() {
        return name + "+" + hash() + "+" + StrictBase64.encode(typed());
    }

    /** What a signature of this key is worth: nothing if it does not verify. */
    Optional<VerifiedSignature> verified(byte[] text, byte[] signature) {
        return switch (type) {
            case ED25519 ->
                publicKey.verifies(text, signature) ? Optional.of(new VerifiedSignature(this, null)) : Optional.empty();
            case COSIGNATURE_V1 -> verifiedCosignature(text, signature);
        };
    }

    private Optional<VerifiedSignature> verifiedCosignature(byte[] text, byte[] signature) {
        if (signature.length != Long.BYTES + Ed25519PublicKey.SIGNATURE_BYTES) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(signature).getLong();
        // The field is unsigned; what is beyond is no time at which anybody signed.
        if (seconds < 0 || seconds > LAST_SECOND) {
            return Optional.empty();
        }
        byte[] bare = Arrays.copyOfRange(signature, Long.BYTES, signature.length);
        return publicKey.verifies(cosignedMessage(seconds, text), bare)
                ? Optional.of(new VerifiedSignature(this, Instant.ofEpochSecond(seconds)))
                : Optional.empty();
    }

    /** C2SP tlog-cosignature, "Signed message". */
    static byte[] cosignedMessage(long seconds, byte[] text) {
        byte[] head = ("cosignature/v1\ntime " + seconds + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, message, head.length, text.length);
        return message;
    }

    private String hash() {
        return HexFormat.of().toHexDigits(keyId());
    }

    private byte[] typed() {
        byte[] key = publicKey.bytes();
        byte[] typed = new byte[1 + key.length];
        typed[0] = type.identifier();
        System.arraycopy(key, 0, typed, 1, key.length);
        return typed;
    }
}
