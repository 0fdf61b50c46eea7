package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** Where arguments start in running text: on a command line, or in a list of strings. */
final class Arguments {

    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");

    private Arguments() {}

    static boolean startsAt(Text text, int index) {
        return index == 0 || text.charAt(index - 1) <= ' ' || Quotes.isQuote(text.charAt(index - 1));
    }

    /**
     * Where the argument after one that ends at an index starts: behind blanks, or in the next quotes when both stand in
     * quotes of their own ({@code "--password", "…"}). -1 when there is none.
     */
    static int next(Text text, int end) {
        int quote = Quotes.opening(text, end);
        int start = BLANK.runEnd(text, quote < 0 ? end : quote + 1);
        if (quote >= 0 && text.has(start) && text.charAt(start) == ',') {
            int element = SPACE.runEnd(text, start + 1);
            return Quotes.opening(text, element) >= 0 ? element : -1;
        }
        return start > (quote < 0 ? end : quote + 1) && text.has(start) ? start : -1;
    }
}
