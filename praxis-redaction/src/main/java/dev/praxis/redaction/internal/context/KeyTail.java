package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Tail;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/**
 * Takes the rest of a key in textual encoding or of one of PuTTY: through its END line or its code, or up to the first line that cannot be of a key. A line
 * can when it is empty, holds a long run of Base64 or of hexadecimal digits, is one shorter run of that and nothing else, or has the dashes of a
 * BEGIN or END line. Until that is known no more of a line is held than it takes to know it.
 */
final class KeyTail implements Tail {

    /** How far into a line the key may start, behind what a log puts before it. */
    private static final int LONGEST_LEAD = 1 << 9;

    private static final int NO_END = -1;
    /** What comes next decides. */
    private static final int OPEN = -2;

    private static final Alphabet SPACE = Alphabet.of(" \t\r");

    private enum Line {
        OF_KEY,
        OTHER,
        /** What comes next decides. */
        OPEN
    }

    private final Text window = new Text();
    private boolean started;
    private boolean lineStart;
    private boolean ended;

    /** Goes on in the middle of a line, in which the END line may have begun. */
    KeyTail() {}

    private KeyTail(boolean lineStart) {
        this.started = lineStart;
        this.lineStart = lineStart;
    }

    /** Goes on at the start of a line. */
    static KeyTail atLineStart() {
        return new KeyTail(true);
    }

    @Override
    public int advance(String text, int from, boolean last) {
        // The END line may have begun before.
        int i = started ? from : Math.max(0, from - PrivateKeyBlocks.LONGEST_END);
        started = true;
        while (i < text.length()) {
            if (lineStart) {
                Line line = line(text, i, last);
                ended = line == Line.OTHER;
                if (line != Line.OF_KEY) {
                    return i;
                }
            }
            char c = text.charAt(i);
            int after = c == '-' ? closingEnd(text, i, last) : NO_END;
            if (after != NO_END) {
                ended = after != OPEN;
                return Math.max(from, ended ? after : i);
            }
            lineStart = c == '\n' && i + 1 >= from;
            i++;
        }
        return i;
    }

    /** The index after an END line that starts at an index. */
    private int closingEnd(String text, int index, boolean last) {
        window.open(text, index, text.length());
        int after = PrivateKeyBlocks.closingEnd(window, 0);
        after = after < 0 ? PuttyKeys.closingEnd(window, 0) : after;
        return window.askedBeyond() && !last ? OPEN : after < 0 ? NO_END : index + after;
    }

    private Line line(String text, int start, boolean last) {
        window.open(text, start, text.length());
        int runs = 0;
        boolean pure = true;
        int i = 0;
        while (i < LONGEST_LEAD && window.has(i) && window.charAt(i) != '\n') {
            int run = PrivateKeyBlocks.BODY.runEnd(window, i);
            if (run - i >= PrivateKeyBlocks.SHORTEST_LINE || window.startsWith(PrivateKeyBlocks.RULER, i)) {
                return Line.OF_KEY;
            }
            runs += run > i ? 1 : 0;
            pure &= run > i || SPACE.has(window.charAt(i));
            i = Math.max(run, i + 1);
        }
        if (i < LONGEST_LEAD && start + i == text.length() && !last) {
            return Line.OPEN;
        }
        return pure && runs <= 1 ? Line.OF_KEY : Line.OTHER;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }
}
