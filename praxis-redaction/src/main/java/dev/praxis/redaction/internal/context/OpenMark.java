package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/**
 * Which quotes and brackets stand open before a place on its line: they end what stands there, and others do not. Looks
 * back at most {@value #LONGEST_LOOK} characters.
 */
final class OpenMark {

    private static final int LONGEST_LOOK = 256;
    private static final String OPENERS = "([{";
    private static final String CLOSERS = ")]}";
    /** What stands behind a quote that closes. */
    private static final String BEHIND = ",;:.)]}>=";

    private OpenMark() {}

    /** Whether anything stands open before a place: a string, a bracket, a tag. */
    static boolean any(Text text, int index) {
        return quote(text, index, '"') || quote(text, index, '\'') || quote(text, index, '`') || bracket(text, index);
    }

    /** Whether a string in such quotes is open before a place. An apostrophe in a word is none. */
    static boolean quote(Text text, int index, char mark) {
        int open = 0;
        for (int i = Lines.start(text, index, LONGEST_LOOK); i < index; i++) {
            if (text.charAt(i) != mark) {
                continue;
            }
            boolean behindWord = Alphabet.ALNUM.has(text.charAt(i - 1));
            char next = text.charAt(i + 1);
            if (behindWord || (i + 1 < index && (next <= ' ' || BEHIND.indexOf(next) >= 0))) {
                boolean apostrophe = behindWord && mark == '\'' && Ascii.isLetter(next);
                open = apostrophe ? open : Math.max(0, open - 1);
            } else {
                open++;
            }
        }
        return open > 0;
    }

    /** Whether a bracket, or the angle of a tag, is open before a place. */
    private static boolean bracket(Text text, int index) {
        int open = 0;
        boolean tag = false;
        for (int i = Lines.start(text, index, LONGEST_LOOK); i < index; i++) {
            char c = text.charAt(i);
            if (OPENERS.indexOf(c) >= 0) {
                open++;
            } else if (CLOSERS.indexOf(c) >= 0) {
                open = Math.max(0, open - 1);
            } else if (c == '<' || c == '>') {
                tag = c == '<' && (i + 1 == index || Ascii.isLetter(text.charAt(i + 1)));
            }
        }
        return tag || open > 0;
    }

    /** Whether every bracket between two indexes, and there is one, has its counterpart there. */
    static boolean pairsBrackets(Text text, int start, int end) {
        int[] open = new int[OPENERS.length()];
        boolean any = false;
        for (int i = start; i < end; i++) {
            int opener = OPENERS.indexOf(text.charAt(i));
            int closer = CLOSERS.indexOf(text.charAt(i));
            if (opener >= 0) {
                open[opener]++;
                any = true;
            } else if (closer >= 0) {
                open[closer]--;
            }
        }
        return any && open[0] == 0 && open[1] == 0 && open[2] == 0;
    }

    /** Whether quotes between two indexes, and there are some, are of an even number. */
    static boolean pairsQuotes(Text text, int start, int end) {
        int quotes = 0;
        for (int i = start; i < end; i++) {
            quotes += Quotes.isQuote(text.charAt(i)) ? 1 : 0;
        }
        return quotes > 0 && quotes % 2 == 0;
    }
}
