package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Tail;
import dev.praxis.redaction.internal.text.Text;

/**
 * Takes the rest of a value in quotes, through to before the quote that closes it ({@link Quotes#contentEnd}) or the end of
 * its line. What a shell would join to it goes too, with the rest of the line.
 */
final class QuotedTail implements Tail {

    private final char mark;
    private final int escapes;
    /** How many backslashes stand before the next character. */
    private int backslashes;

    private boolean joined;
    private boolean ended;

    /** The tail of what was read between two indexes, of which the first is behind the opening quote. */
    QuotedTail(Text text, int start, int end) {
        this.mark = text.charAt(start - 1);
        this.escapes = Quotes.escapes(text, start - 1);
        while (end - backslashes > start && text.charAt(end - backslashes - 1) == '\\') {
            backslashes++;
        }
    }

    @Override
    public int advance(String text, int from, boolean last) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '\n') {
            char c = text.charAt(i);
            if (!joined && c == mark && Quotes.closes(backslashes, escapes)) {
                if (i + 1 == text.length() && !last) {
                    return held(from, i);
                }
                joined = i + 1 < text.length() && Quotes.isQuote(text.charAt(i + 1));
                if (!joined) {
                    ended = true;
                    return Math.max(from, i - Math.min(backslashes, escapes));
                }
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
            i++;
        }
        ended = i < text.length();
        return ended || last ? i : held(from, i);
    }

    /** Leaves the backslashes that may belong to the closing quote for the next time. */
    private int held(int from, int index) {
        int held = Math.min(Math.min(backslashes, escapes), index - from);
        backslashes -= held;
        return index - held;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }
}
