package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Markers;
import dev.praxis.redaction.internal.text.Text;

/**
 * Where the value behind a name or a flag lies in running text.
 *
 * @param start where it starts, behind an opening quote
 * @param end the index after it, before a closing quote
 * @param quoted whether it stands in quotes
 */
public record Value(int start, int end, boolean quoted) {

    private static final int LONGEST_NEXT_KEY = 48;

    /** Values up to this length are read again for every name in them. */
    private static final int OFTEN = 512;

    private static final Alphabet UNBROKEN = Alphabet.BASE64URL.plus(Alphabet.of("+/=."));
    private static final Alphabet NEXT_KEY = Alphabet.ALNUM.plus(Alphabet.of("_-.\"'"));
    private static final Alphabet BACKSLASH = Alphabet.of("\\");
    private static final Alphabet STRING_PREFIX = Alphabet.of("bBrRuUfFLN@$");
    private static final Alphabet INSIDE_ANGLES = Alphabet.ALNUM.plus(Alphabet.of(" _-.:/'"));
    /** What neither ends a value nor can begin to. */
    private static final Alphabet ORDINARY = Alphabet.BASE64URL.plus(Alphabet.of("+/=.:~#!?*^$@"));

    private static final String OPENERS = "([{<";
    private static final String CLOSING = ")]}>";
    private static final String CLOSERS = ",;:.)]}>&|\"'`\\<";

    /** The value that starts at an index, quoted or not. */
    static Value at(Text text, int start) {
        int escaped = EscapedQuote.end(text, start);
        if (escaped > start) {
            return new Value(escaped, plainEnd(text, escaped), true);
        }
        int prefixed = start;
        while (prefixed - start < 2 && STRING_PREFIX.has(text.charAt(prefixed))) {
            prefixed++;
        }
        int quote = Quotes.opening(text, prefixed);
        quote = quote < 0 && prefixed - start == 2 ? Quotes.opening(text, start + 1) : quote;
        return quote >= 0 ? quoted(text, quote) : new Value(start, unquotedEnd(text, start), false);
    }

    /**
     * Where to look again behind a value that was no secret: behind its name, unless what was read is long and without any
     * sign that ends a value; then later, so that it is not read again for each name in it.
     */
    static int retryAt(Text text, int nameEnd, int start) {
        int i = start;
        while (i - start < OFTEN && UNBROKEN.has(text.charAt(i))) {
            i++;
        }
        return i - start < OFTEN ? nameEnd : start + (UNBROKEN.runEnd(text, i) - start) / 2;
    }

    /** {@code <your password>} is one value. */
    private static int unquotedEnd(Text text, int start) {
        if (text.charAt(start) == '<') {
            int i = start + 1;
            while (i - start < LONGEST_NEXT_KEY && INSIDE_ANGLES.has(text.charAt(i))) {
                i++;
            }
            if (text.charAt(i) == '>') {
                return i + 1;
            }
        }
        return plainEnd(text, start);
    }

    private static Value quoted(Text text, int quote) {
        char mark = text.charAt(quote);
        if (text.charAt(quote + 1) == mark && text.charAt(quote + 2) == mark) {
            return new Value(quote + 3, Quotes.tripleEnd(text, quote + 3, mark), true);
        }
        int end = Quotes.contentEnd(text, quote, Quotes.escapes(text, quote));
        return new Value(quote + 1, joinedEnd(text, quote, end), true);
    }

    /** A shell joins quoted parts to one word: {@code 'it'"'"'s'}. */
    private static int joinedEnd(Text text, int quote, int closing) {
        int end = closing;
        for (int parts = 0; parts < 16; parts++) {
            char mark = text.charAt(end);
            char next = text.charAt(end + 1);
            if (!Quotes.isQuote(mark) || !Quotes.isQuote(next)) {
                return end;
            }
            if (mark == next) { // 'it''s'
                int close = doubledEnd(text, end);
                if (close == end) {
                    return end;
                }
                end = close;
                continue;
            }
            int close = Quotes.contentEnd(text, end + 1, 0);
            if (text.charAt(close) != next || OuterString.isInside(text, quote, next)) {
                return end;
            }
            end = close;
        }
        return end;
    }

    /** Where text goes on behind a doubled quote, and is closed on the same line; the index of that quote if it does not. */
    private static int doubledEnd(Text text, int quote) {
        char after = text.charAt(quote + 2);
        if (!Alphabet.ALNUM.has(after) && after != ' ') {
            return quote;
        }
        int i = quote + 2;
        while (text.charAt(i) != text.charAt(quote)) {
            if (text.charAt(i) == '\n' || !text.has(i) || (after == ' ' && ":=#".indexOf(text.charAt(i)) >= 0)) {
                return quote;
            }
            i++;
        }
        return i;
    }

    /**
     * Where a value without quotes ends: at white space, at a quote or bracket that closes what the pair stands in, or
     * at a separator behind which the next pair begins. The same characters inside a value belong to it, so that no
     * tail of a password is left.
     */
    static int plainEnd(Text text, int start) {
        int i = start;
        int open = 0;
        while (true) {
            i = ORDINARY.runEnd(text, i);
            i = Markers.after(text, i);
            char c = text.charAt(i);
            if (OPENERS.indexOf(c) >= 0) {
                open++;
            } else if (open > 0 && CLOSING.indexOf(c) >= 0) {
                open--;
                i++;
                continue;
            }
            if (endsWord(c)) {
                return i;
            }
            if (c == '\\') {
                if (endsAtBackslash(text, start, i)) {
                    return i;
                }
                i = BACKSLASH.runEnd(text, i);
                continue;
            }
            if (endsAt(text, start, i, c)) {
                return i;
            }
            i++;
        }
    }

    /** Whether a word without quotes ends before a character, whatever stands in it. */
    static boolean endsWord(char c) {
        return c <= ' ' || c == '\u007f' || c == '\u00a0';
    }

    /** At an escaped quote, an escaped ampersand, or an escaped line feed with a pair behind it. */
    private static boolean endsAtBackslash(Text text, int start, int i) {
        int quote = Quotes.opening(text, i);
        if (quote >= 0) {
            return closes(text, quote + 1);
        }
        int escaped = BACKSLASH.runEnd(text, i);
        char c = text.charAt(escaped);
        if (c == 'n' || c == 'r') {
            char next = text.charAt(escaped + 1);
            return closes(text, escaped + 1) || "-#[ $/".indexOf(next) >= 0 || pairFollows(text, escaped + 1);
        }
        return c == Text.NONE || c <= ' ' || EscapedQuote.endsValue(text, start, i);
    }

    private static boolean endsAt(Text text, int start, int i, char c) {
        return switch (c) {
            case '"', '\'', '`', ')', ']', '}', '>' -> closes(text, i + 1);
            case ',', ';', '&' -> endsPair(text, start, i);
            case '<' -> text.charAt(i + 1) == '/' || closesLog(text, i);
            case '%' -> EscapedQuote.endsValue(text, start, i);
            default -> false;
        };
    }

    private static boolean endsPair(Text text, int start, int i) {
        char next = text.charAt(i + 1);
        return next <= ' '
                || Quotes.isQuote(next)
                || pairFollows(text, i + 1)
                || EscapedQuote.endsValue(text, start, i);
    }

    /** {@code password=x<br>}. */
    private static boolean closesLog(Text text, int i) {
        return text.startsWithIgnoringCase("<br", i);
    }

    /** Whether what stands at an index can follow the end of a value. */
    private static boolean closes(Text text, int i) {
        char c = text.charAt(i);
        return c <= ' ' || CLOSERS.indexOf(c) >= 0;
    }

    private static boolean pairFollows(Text text, int from) {
        int i = from;
        while (i - from < LONGEST_NEXT_KEY && NEXT_KEY.has(text.charAt(i))) {
            i++;
        }
        return i > from && (text.charAt(i) == '=' || text.charAt(i) == ':');
    }
}
