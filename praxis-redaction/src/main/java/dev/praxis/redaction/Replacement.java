package dev.praxis.redaction;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.redaction.internal.engine.Marking;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands in the place of a secret. Every kind starts with {@code [REDACTED} and ends with a bracket, and is recognised
 * when a text is redacted again. Immutable and thread-safe.
 */
public final class Replacement {

    /** The fewest bytes that a key for fingerprints may have. */
    public static final int MIN_KEY_BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int FINGERPRINT_BYTES = 8;

    /** Below this a secret could be guessed from its fingerprint by whoever knows the key. */
    private static final int SHORTEST_FINGERPRINTED = 16;

    private static final Pattern KEY_ID = Pattern.compile("[a-z0-9-]{1,32}");

    private final Marking marking;

    private Replacement(Marking marking) {
        this.marking = marking;
    }

    /**
     * The same for every secret: {@code [REDACTED]}.
     *
     * @return the default
     */
    public static Replacement plain() {
        return new Replacement((rule, text, start, end, out) -> out.append(Redactor.MARKER));
    }

    /**
     * With the rule that found the secret: {@code [REDACTED:github-pat]}.
     *
     * @return a replacement
     */
    public static Replacement rule() {
        return new Replacement((rule, text, start, end, out) -> out.append(labelled(rule)));
    }

    /**
     * With the rule and a fingerprint of the secret, {@code [REDACTED:github-pat:k1:0f1e2d3c4b5a6978]}, so that equal secrets
     * can be told without being stored. It is the start of the HMAC-SHA-256 (RFC 2104) of the secret in UTF-8. Whoever has the
     * key can try guesses: of a secret with fewer than {@value #SHORTEST_FINGERPRINTED} characters the rule alone is
     * shown.
     *
     * @param keyId the name of the key, so that it can be changed: lower case letters, digits and hyphens, at most 32
     * @param key at least {@value #MIN_KEY_BYTES} bytes; copied
     * @return a replacement
     * @throws InvalidArgumentException if the name or the length of the key is out of range
     */
    public static Replacement fingerprint(String keyId, byte[] key) {
        if (!KEY_ID.matcher(keyId).matches()) {
            throw new InvalidArgumentException("'" + keyId
                    + "' names no key for fingerprints; use lower case letters, digits and hyphens, at most 32");
        }
        if (key.length < MIN_KEY_BYTES) {
            throw new InvalidArgumentException(
                    "a key for fingerprints of " + key.length + " bytes; at least " + MIN_KEY_BYTES + " are needed");
        }
        SecretKeySpec copy = new SecretKeySpec(key, ALGORITHM);
        return new Replacement((rule, text, start, end, out) -> {
            String secret = characters(text.substring(start, end));
            out.append(
                    secret.length() < SHORTEST_FINGERPRINTED
                            ? labelled(rule)
                            : labelled(rule + ":" + keyId + ":" + hmac(copy, secret)));
        });
    }

    /**
     * A secret in characters. A filter of bytes reads each as a character (ISO 8859-1): when they are UTF-8, the characters
     * that they stand for are meant, so that a secret has one fingerprint however it came in.
     */
    private static String characters(String secret) {
        if (secret.chars().allMatch(c -> c < 0x80) || secret.chars().anyMatch(c -> c > 0xFF)) {
            return secret;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(secret.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return secret;
        }
    }

    private static String labelled(String label) {
        return "[REDACTED:" + label + "]";
    }

    private static String hmac(SecretKeySpec key, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] full = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(full, 0, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    Marking marking() {
        return marking;
    }
}
