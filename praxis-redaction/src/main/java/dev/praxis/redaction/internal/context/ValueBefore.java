package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A secret in quotes that stands before its name: {@code use "x" as the passphrase},
 * {@code assertEquals("x", user.getPassword())}, {@code "x".equals(password)}.
 */
final class ValueBefore {

    private static final int LONGEST = 64;
    private static final int MOST_WORDS = 3;
    private static final List<String> COMPARISONS = List.of(".equals(", ".equalsignorecase(", ".contentequals(");
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet LETTERS = Alphabet.of("abcdefghijklmnopqrstuvwxyz");

    private ValueBefore() {}

    /** The secret before a name that names one, or null. */
    static @Nullable Value of(Text text, Name name) {
        int i = BLANK.runStart(text, name.start(), Math.max(0, name.start() - LONGEST));
        if (i == name.start()) {
            int closing = beforeComparison(text, name);
            return closing < 0 ? null : quoted(text, closing);
        }
        char before = text.charAt(i - 1);
        int closing = before == ',' && isRead(text, name) ? i - 2 : behindAs(text, i);
        return closing < 0 ? null : quoted(text, closing);
    }

    /** Where the quote closes before {@code as the root}, or -1. */
    private static int behindAs(Text text, int from) {
        int end = from;
        for (int words = 0; words < MOST_WORDS; words++) {
            int start = LETTERS.runStart(text, end, Math.max(0, end - LONGEST));
            int gap = BLANK.runStart(text, start, Math.max(0, start - LONGEST));
            if (start == end || gap == start) {
                return -1;
            }
            if (end - start == 2 && text.startsWith("as", start)) {
                return gap - 1;
            }
            end = gap;
        }
        return -1;
    }

    /** Where the quote closes before {@code .equals(password)}, or -1. */
    private static int beforeComparison(Text text, Name name) {
        if (text.charAt(name.start() - 1) != '(' || text.charAt(name.end()) != ')') {
            return -1;
        }
        for (String compares : COMPARISONS) {
            int start = name.start() - compares.length();
            if (text.startsWithIgnoringCase(compares, start)) {
                return start - 1;
            }
        }
        return -1;
    }

    /** {@code user.getPassword()}. */
    private static boolean isRead(Text text, Name name) {
        return text.startsWith("()", name.end()) && name.endsInSecret(text);
    }

    private static @Nullable Value quoted(Text text, int closing) {
        char quote = text.charAt(closing);
        if (!Quotes.isQuote(quote)) {
            return null;
        }
        int start = closing;
        while (closing - start < LONGEST && text.charAt(start - 1) > ' ' && text.charAt(start - 1) != quote) {
            start--;
        }
        Appearance looks = Appearance.of(text, start, closing);
        boolean chosen = text.charAt(start - 1) == quote && looks.isPassword(true) && !looks.isHex();
        return chosen && !Placeholders.has(text, start, closing) ? new Value(start, closing, true) : null;
    }
}
