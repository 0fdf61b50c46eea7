package dev.praxis.signing;

import java.util.Base64;
import java.util.Objects;

/**
 * Base 64 with exactly one text for the same bytes (RFC 4648, section 4, with padding, and section 3.5: the bits that are
 * left over are zero). The JDK's decoder also takes texts without padding or with other bits left over, so that a
 * signature could be changed without becoming wrong.
 */
public final class StrictBase64 {

    private StrictBase64() {}

    /**
     * Decodes.
     *
     * @param what what the text is, for the message
     * @param text the text, of one line
     * @return the bytes
     * @throws SigningFormatException if it is anything but the one encoding of some bytes
     */
    public static byte[] decode(String what, String text) {
        Objects.requireNonNull(text, what);
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw refused(what);
        }
        if (!encode(bytes).equals(text)) {
            throw refused(what);
        }
        return bytes;
    }

    /**
     * Encodes.
     *
     * @param bytes the bytes
     * @return the text, of one line, with padding
     */
    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static SigningFormatException refused(String what) {
        return new SigningFormatException(
                what + " is not in base 64 (RFC 4648, section 4, padded); copy it again, whole and unchanged");
    }
}
