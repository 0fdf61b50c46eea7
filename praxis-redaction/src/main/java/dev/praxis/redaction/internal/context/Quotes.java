package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/**
 * Text in quotes, which may itself stand in quoted text: {@code \"} opens and closes where the quotes around it are
 * escaped once, {@code \\\"} where they are escaped twice, and so on.
 */
final class Quotes {

    private static final Alphabet BACKSLASH = Alphabet.of("\\");

    private Quotes() {}

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** The index of the opening quote, when there is one at an index, with its backslashes before it; otherwise -1. */
    static int opening(Text text, int index) {
        int quote = BACKSLASH.runEnd(text, index);
        return text.has(quote) && isQuote(text.charAt(quote)) ? quote : -1;
    }

    /**
     * Where quoted text ends.
     *
     * @param quote the index of the opening quote
     * @param escapes how many backslashes stand before it
     * @return the index of the closing quote or of its first backslash; the end of the text when it is not closed
     */
    static int contentEnd(Text text, int quote, int escapes) {
        char mark = text.charAt(quote);
        int backslashes = 0;
        for (int i = quote + 1; text.has(i); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                backslashes++;
                continue;
            }
            // A quote of the content has (n + 1) backslashes more than its closing quote, or a multiple of 2 (n + 1).
            if (c == mark && (backslashes < escapes || backslashes % (2 * (escapes + 1)) == escapes)) {
                return i - Math.min(backslashes, escapes);
            }
            backslashes = 0;
        }
        return text.length();
    }
}
