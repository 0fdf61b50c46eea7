package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import java.util.Locale;

/**
 * Base64 (RFC 4648) of a file with blocks in textual encoding (RFC 7468), seen by what {@code -----BEGIN } becomes. That
 * depends on how far into three bytes it starts. Which blocks there are is read by decoding on from there.
 */
final class EncodedPem {

    /** What {@code -----BEGIN } becomes at the first, second and third of three bytes, as far as its neighbours do not show. */
    private static final List<String> BEGINS = List.of("LS0tLS1CRUdJTi", "0tLS0tQkVHSU4g", "tLS0tLUJFR0lOI");

    /** How many digits of four stand before each of them. */
    private static final int[] PHASES = {0, 2, 3};

    /** The start of a key file of PuTTY, which always holds a private key. */
    private static final String PUTTY = "UHVUVFktVXNlci1LZXktRmlsZS";

    static final List<String> ANCHORS =
            BEGINS.stream().map(begin -> begin.toLowerCase(Locale.ROOT)).toList();
    static final String PUTTY_ANCHOR = PUTTY.toLowerCase(Locale.ROOT);

    private static final String PRIVATE = "PRIVATE KEY";
    private static final int BITS = 6;

    private EncodedPem() {}

    /** Whether the start of a block or file stands at an index, in the case that it has. */
    static boolean isAnchor(Text text, int start) {
        return phase(text, start) >= 0 || text.startsWith(PUTTY, start);
    }

    /** Whether there is a private key between the start of a block or file and the end of the Base64. */
    static boolean holdsKey(Text text, int start, int end) {
        int phase = phase(text, start);
        if (phase < 0) {
            return true;
        }
        int bits = 0;
        int held = 0;
        int matched = 0;
        for (int i = start + (4 - phase) % 4; i < end; i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                i += text.charAt(i) == '\\' ? 1 : 0; // an escaped line feed
                continue;
            }
            bits = bits << BITS | digit;
            held += BITS;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                matched = next(matched, (char) (bits >> held & 0xFF));
                if (matched == PRIVATE.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How much of the words has been read with one more byte; their first letter is in them once, but for that they start anew. */
    private static int next(int matched, char c) {
        return PRIVATE.charAt(matched) == c ? matched + 1 : PRIVATE.charAt(0) == c ? 1 : 0;
    }

    private static int phase(Text text, int start) {
        for (int i = 0; i < PHASES.length; i++) {
            if (text.startsWith(BEGINS.get(i), start)) {
                return PHASES[i];
            }
        }
        return -1;
    }

    private static int digit(char c) {
        if (Ascii.isUpper(c)) {
            return c - 'A';
        }
        if (Ascii.isLower(c)) {
            return c - 'a' + 26;
        }
        if (Ascii.isDigit(c)) {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }
}
