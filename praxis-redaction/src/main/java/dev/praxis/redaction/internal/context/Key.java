package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * The key before a separator in running text: {@code key=}, {@code "key":}, {@code \"key\" :}, {@code config['key'] =}.
 *
 * @param start where its first character stands
 * @param end the index after its last character
 * @param quoted whether it stands in quotes of its own
 */
record Key(int start, int end, boolean quoted) {

    private static final Alphabet NAME = Alphabet.ALNUM.plus(Alphabet.of("_-."));
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet BACKSLASH = Alphabet.of("\\");

    /** Looks back from a separator. No character before an earlier separator is looked at, so a text is read once. */
    static @Nullable Key before(Text text, int separator) {
        int i = BLANK.runStart(text, separator, 0);
        if (i > 1 && text.charAt(i - 1) == ']' && Quotes.isQuote(text.charAt(i - 2))) {
            i--;
        }
        boolean quoted = i > 0 && Quotes.isQuote(text.charAt(i - 1));
        int end = quoted ? BACKSLASH.runStart(text, i - 1, 0) : i;
        int start = NAME.runStart(text, end, 0);
        return start == end ? null : new Key(start, end, quoted);
    }

    String in(Text text) {
        return text.substring(start, end);
    }

    /** The word before the key, when one space lies between: the {@code api} of {@code API key: …}. */
    String wordBefore(Text text) {
        if (start < 2 || text.charAt(start - 1) != ' ') {
            return "";
        }
        return text.substring(NAME.runStart(text, start - 1, Math.max(0, start - 32)), start - 1);
    }

    /** The index of the quote that stands directly before the key and is not closed behind it, or -1. */
    int openQuote(Text text) {
        return !quoted && start > 0 && Quotes.isQuote(text.charAt(start - 1)) ? start - 1 : -1;
    }

    /** Whether only blanks and list dashes stand before the key on its line. */
    boolean startsLine(Text text) {
        int i = start;
        while (i > 0 && (text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t' || text.charAt(i - 1) == '-')) {
            i--;
        }
        return i == 0 || text.charAt(i - 1) == '\n' || text.charAt(i - 1) == '\r';
    }
}
