package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Markers;
import dev.praxis.redaction.internal.text.Text;

/**
 * Where the value behind a key or a flag lies in running text.
 *
 * @param start where it starts, behind an opening quote
 * @param end the index after it, before a closing quote
 */
public record Value(int start, int end) {

    private static final int LONGEST_NEXT_KEY = 48;
    private static final Alphabet NEXT_KEY = Alphabet.ALNUM.plus(Alphabet.of("_-.\"'"));
    private static final Alphabet BACKSLASH = Alphabet.of("\\");
    private static final Alphabet STRING_PREFIX = Alphabet.of("bBrRuUfF");

    /** The value that starts at an index, quoted or not. */
    public static Value at(Text text, int start) {
        int unprefixed = STRING_PREFIX.runEnd(text, start);
        int quote = Quotes.opening(text, unprefixed - start <= 2 ? unprefixed : start);
        return quote >= 0 ? quoted(text, start, quote) : new Value(start, unquotedEnd(text, start));
    }

    private static Value quoted(Text text, int start, int quote) {
        int escapes = 0;
        while (quote - escapes > start && text.charAt(quote - escapes - 1) == '\\') {
            escapes++;
        }
        String triple = String.valueOf(text.charAt(quote)).repeat(3);
        if (text.startsWith(triple, quote)) {
            int close = text.indexOf(triple, quote + 3);
            return new Value(quote + 3, close < 0 ? text.length() : close);
        }
        return new Value(quote + 1, Quotes.contentEnd(text, quote, escapes));
    }

    /**
     * Where a value without quotes ends: at white space, at a quote or bracket that closes what the pair stands in, or
     * at a separator behind which the next pair begins. The same characters inside a value belong to it, so that no
     * tail of a password is left.
     */
    private static int unquotedEnd(Text text, int start) {
        int i = start;
        while (text.has(i)) {
            int afterMarker = Markers.after(text, i);
            if (afterMarker > i) {
                i = afterMarker;
                continue;
            }
            char c = text.charAt(i);
            if (c <= ' ' || c == '\u007f' || c == '\u00a0') {
                return i;
            }
            if (c == '\\') {
                int quote = Quotes.opening(text, i);
                if (quote >= 0 && closes(text, quote + 1)) {
                    return i;
                }
                i = BACKSLASH.runEnd(text, i);
                continue;
            }
            if (endsAt(text, i, c)) {
                return i;
            }
            i++;
        }
        return i;
    }

    private static boolean endsAt(Text text, int i, char c) {
        return switch (c) {
            case '"', '\'', '`', ')', ']', '}', '>' -> closes(text, i + 1);
            case ',', ';', '&' ->
                !text.has(i + 1)
                        || text.charAt(i + 1) <= ' '
                        || Quotes.isQuote(text.charAt(i + 1))
                        || pairFollows(text, i + 1);
            case '<' -> text.has(i + 1) && text.charAt(i + 1) == '/';
            default -> false;
        };
    }

    /** Whether what stands at an index can follow the end of a value. */
    private static boolean closes(Text text, int i) {
        if (!text.has(i)) {
            return true;
        }
        char c = text.charAt(i);
        return c <= ' ' || ",;:.)]}>&|\"'`\\<".indexOf(c) >= 0;
    }

    private static boolean pairFollows(Text text, int from) {
        int i = from;
        while (text.has(i) && i - from < LONGEST_NEXT_KEY && NEXT_KEY.has(text.charAt(i))) {
            i++;
        }
        return i > from && text.has(i) && (text.charAt(i) == '=' || text.charAt(i) == ':');
    }
}
