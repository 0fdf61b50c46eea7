package dev.praxis.api;

import java.util.Locale;
import java.util.Objects;

/**
 * Text that every backend keeps byte for byte. Two things do not survive everywhere and are refused: U+0000
 * (PostgreSQL refuses it, SQLite's {@code length()} stops at it) and unpaired surrogates (both JDBC drivers silently
 * turn them into a question mark, so that a hash taken before differs from one taken after).
 */
public final class Utf8Text {

    private Utf8Text() {}

    /**
     * Checks text that goes into a value.
     *
     * @param what what the text is, for the message
     * @param text the text
     * @return the same text
     * @throws InvalidArgumentException if it has U+0000 or an unpaired surrogate
     */
    public static String require(String what, String text) {
        Objects.requireNonNull(text, what);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new InvalidArgumentException(
                        what + " has U+0000 at index " + i + ", which not every backend can keep; remove it");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new InvalidArgumentException(what + " has an unpaired surrogate U+"
                            + Integer.toHexString(c).toUpperCase(Locale.ROOT) + " at index " + i
                            + ", which is not Unicode text; remove it");
                }
                i++;
            }
        }
        return text;
    }

    /**
     * Checks text that goes into a value and has a length limit.
     *
     * @param what what the text is, for the message
     * @param text the text
     * @param minBytes least number of UTF-8 bytes
     * @param maxBytes greatest number of UTF-8 bytes
     * @return the same text
     * @throws InvalidArgumentException if it is too short or too long or refused by {@link #require(String, String)}
     */
    public static String require(String what, String text, int minBytes, int maxBytes) {
        require(what, text);
        int bytes = lengthInBytes(text);
        if (bytes < minBytes || bytes > maxBytes) {
            throw new InvalidArgumentException(
                    what + " has " + bytes + " bytes of UTF-8; allowed are " + minBytes + " to " + maxBytes);
        }
        return text;
    }

    /**
     * Compares as the UTF-8 bytes of both compare, unsigned, which is the order that every backend lists in. It
     * differs from {@link String#compareTo}, which puts U+1F600 before U+FFFD.
     *
     * @param a one text
     * @param b another
     * @return negative, zero or positive
     */
    public static int compare(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // UTF-8 order is code point order: surrogates (for U+10000 and up) sort behind all other units.
                boolean xHigh = Character.isSurrogate(x);
                boolean yHigh = Character.isSurrogate(y);
                return xHigh == yHigh ? Character.compare(x, y) : xHigh ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int lengthInBytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
