package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** Where the arguments of a command stand in running text: on a command line, or in a list of strings. */
final class Arguments {

    private static final int LONGEST_GAP = 64;
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");

    private Arguments() {}

    /** Whether an argument can start at an index. */
    static boolean startsAt(Text text, int index) {
        char before = text.charAt(index - 1);
        return before <= ' ' || Quotes.isQuote(before);
    }

    /** The index after the argument that starts at an index, which has no quotes of its own. */
    static int end(Text text, int start) {
        int i = start;
        while (text.charAt(i) > ' '
                && !Quotes.isQuote(text.charAt(i))
                && text.charAt(i) != '\\'
                && (i == start || !endsCommand(text, i))) {
            i++;
        }
        return i;
    }

    /**
     * Where the argument after one that ends at an index starts: behind blanks or the end of a line that goes on, or in
     * the next quotes when both stand in quotes of their own ({@code "--password", "…"}). -1 when there is none.
     */
    static int next(Text text, int end) {
        int quote = Quotes.opening(text, end);
        int behind = quote < 0 ? end : quote + 1;
        int start = gapEnd(text, behind, BLANK);
        if (quote >= 0 && text.charAt(start) == ',') {
            int element = gapEnd(text, start + 1, SPACE);
            return Quotes.opening(text, element) >= 0 ? element : -1;
        }
        if (text.charAt(start) == '\\' && isLineEnd(text.charAt(start + 1))) {
            start = gapEnd(text, start + 1, SPACE);
        }
        return start > behind && text.has(start) && !isLineEnd(text.charAt(start)) ? start : -1;
    }

    /** Whether the command that an argument belongs to ends at an index; inside a word a separator is most likely none. */
    static boolean endsCommand(Text text, int index) {
        char c = text.charAt(index);
        if (isLineEnd(c)) {
            return text.charAt(index - 1) != '\\';
        }
        if (c != ';' && c != '|' && c != '&') {
            return false;
        }
        char next = text.charAt(index + 1);
        return next <= ' ' || next == c;
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static int gapEnd(Text text, int from, Alphabet gap) {
        int i = from;
        while (i - from < LONGEST_GAP && gap.has(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
