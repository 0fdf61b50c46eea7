package dev.praxis.redaction;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A text that was found in Base64 (RFC 4648), of either alphabet, with or without padding.
 *
 * @param text the text
 * @param encoded what it was decoded from
 */
record Base64Text(String text, String encoded) {

    /** Shorter ones hold no secret that its own name would not give away, and are often ordinary words. */
    private static final int SHORTEST = 16;

    /** Shorter ones that stand in a text are words, or hold nothing. */
    static final int SHORTEST_PART = 32;

    /** Where the next run of the characters of Base64 starts that is long enough, or -1. */
    static int partStart(String text, int from) {
        int i = from;
        while (i < text.length()) {
            int end = partEnd(text, i);
            if (end - i >= SHORTEST_PART) {
                return i;
            }
            i = Math.max(i + 1, end);
        }
        return -1;
    }

    /** The end of the run that starts at an index, with its padding. */
    static int partEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        int padding = end;
        while (padding < text.length() && padding - end < 2 && text.charAt(padding) == '=') {
            padding++;
        }
        return end > start ? padding : start;
    }

    /** The text in a string, if the string is nothing but that. */
    static Optional<Base64Text> decode(String string) {
        if (string.length() < SHORTEST || !isBase64(string)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = isUrlSafe(string)
                    ? Base64.getUrlDecoder().decode(string)
                    : Base64.getDecoder().decode(string);
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return isReadable(text) ? Optional.of(new Base64Text(text.toString(), string)) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Another text in the same encoding. */
    String with(String redacted) {
        if (redacted.equals(text)) {
            return encoded;
        }
        Base64.Encoder encoder = isUrlSafe(encoded) ? Base64.getUrlEncoder() : Base64.getEncoder();
        if (encoded.length() % 4 != 0) {
            encoder = encoder.withoutPadding();
        }
        return encoder.encodeToString(redacted.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isBase64(String string) {
        int end = string.length();
        while (end > 0 && string.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (!isDigit(string.charAt(i))) {
                return false;
            }
        }
        return string.length() - end <= 2;
    }

    private static boolean isDigit(char c) {
        boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return alphanumeric || c == '+' || c == '/' || c == '-' || c == '_';
    }

    private static boolean isUrlSafe(String string) {
        return string.indexOf('-') >= 0 || string.indexOf('_') >= 0;
    }

    private static boolean isReadable(CharBuffer text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                return false;
            }
        }
        return true;
    }
}
