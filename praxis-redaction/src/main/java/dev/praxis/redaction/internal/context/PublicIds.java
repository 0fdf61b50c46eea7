package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** Identifiers that say what they are by their shape: of pods, of what a service made. Who knows one can do nothing with it. */
final class PublicIds {

    private static final int POD_SUFFIX = 5;
    private static final int SHORTEST_TEMPLATE = 8;
    private static final int LONGEST_TEMPLATE = 10;
    private static final int TWILIO = 34;
    private static final Alphabet LOWER = Alphabet.range('a', 'z').plus(Alphabet.range('0', '9'));

    private PublicIds() {}

    /** {@code api-5f6d8c9b47-x2x9p}: a name, the hash of a template and five letters or digits, as Kubernetes names pods. */
    static boolean isPod(Text text, int start, int end) {
        int suffix = LOWER.runStart(text, end, Math.max(start, end - POD_SUFFIX - 1));
        if (end - suffix != POD_SUFFIX || text.charAt(suffix - 1) != '-') {
            return false;
        }
        int template = LOWER.runStart(text, suffix - 1, Math.max(start, suffix - LONGEST_TEMPLATE - 2));
        int length = suffix - 1 - template;
        return length >= SHORTEST_TEMPLATE
                && length <= LONGEST_TEMPLATE
                && template > start
                && text.charAt(template - 1) == '-'
                && Appearance.of(text, template, suffix - 1).hasDigit()
                && LOWER.has(text.charAt(start));
    }

    /** {@code SM…}, {@code CA…}: what Twilio made; a key of it starts with {@code SK}. */
    static boolean isTwilio(Text text, int start, int end) {
        return end - start == TWILIO
                && Ascii.isUpper(text.charAt(start))
                && Ascii.isUpper(text.charAt(start + 1))
                && !text.startsWith("SK", start)
                && Appearance.of(text, start + 2, end).isHexDigits();
    }
}
