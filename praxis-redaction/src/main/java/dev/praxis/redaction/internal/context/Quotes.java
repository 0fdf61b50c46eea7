package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/**
 * Text in quotes, which may itself stand in quoted text: {@code \"} opens and closes where the quotes around it are
 * escaped once, {@code \\\"} where they are escaped twice, and so on.
 */
final class Quotes {

    /** What is longer and not closed is taken to the end of its line: its quote was never meant to be closed. */
    private static final int LONGEST = 1 << 14;

    private static final Alphabet BACKSLASH = Alphabet.of("\\");

    private Quotes() {}

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** The index of the opening quote, when there is one at an index, with its backslashes before it; otherwise -1. */
    static int opening(Text text, int index) {
        int quote = BACKSLASH.runEnd(text, index);
        return isQuote(text.charAt(quote)) ? quote : -1;
    }

    /** How many backslashes stand before a quote. */
    static int escapes(Text text, int quote) {
        int escapes = 0;
        while (text.charAt(quote - escapes - 1) == '\\') {
            escapes++;
        }
        return escapes;
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
        int lineEnd = -1;
        int i = quote + 1;
        while (text.has(i)) {
            char c = text.charAt(i);
            if (c == '\n' && lineEnd < 0) {
                lineEnd = i;
            }
            if (i - quote > LONGEST && lineEnd >= 0) {
                return lineEnd;
            }
            if (c == mark && closes(backslashes, escapes)) {
                return i - Math.min(backslashes, escapes);
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
            i++;
        }
        return i;
    }

    /** Whether a quote with some backslashes before it closes what one with so many escapes opened. */
    static boolean closes(int backslashes, int escapes) {
        // A quote of the content has (n + 1) backslashes more than its closing quote, or a multiple of 2 (n + 1).
        return backslashes < escapes || backslashes % (2 * (escapes + 1)) == escapes;
    }

    /** The index behind three quotes that close text which three quotes opened; the end of the text when none do. */
    static int tripleEnd(Text text, int from, char mark) {
        int i = from;
        while (text.has(i)) {
            if (text.charAt(i) == mark && text.charAt(i + 1) == mark && text.charAt(i + 2) == mark) {
                return i;
            }
            i++;
        }
        return i;
    }
}
