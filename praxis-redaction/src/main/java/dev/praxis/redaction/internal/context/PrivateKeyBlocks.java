package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.engine.Tail;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * Private keys in textual encoding (RFC 7468 and its relatives of OpenSSH, PGP, SSH2 and OpenVPN): everything from the
 * BEGIN line through the END line, on several lines or on one with escaped line feeds. A block that was cut off runs to the
 * end of the text; of one that is longer than the window of the engine up to a line that cannot be of a key. A header in quotes with no key behind it, as programs have it that look for keys, stays.
 */
public final class PrivateKeyBlocks implements Detector {

    private static final String BEGIN = "BEGIN ";
    private static final String END = "END ";
    static final String RULER = "----";
    private static final int LONGEST_LABEL = 64;
    /** How long an END line is at most, but for more dashes. */
    static final int LONGEST_END = 128;
    /** How long a run of a key's characters is at least that ordinary text hardly has. */
    static final int SHORTEST_LINE = 24;

    private static final Alphabet LABEL = Alphabet.ALNUM.plus(Alphabet.of(" "));
    private static final Alphabet DASH = Alphabet.of("-");
    static final Alphabet BODY = Alphabet.ALNUM.plus(Alphabet.of("+/="));

    @Override
    public String id() {
        return KeyLines.RULE;
    }

    @Override
    public List<String> anchors() {
        return List.of("----begin ", "---- begin ");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int labelEnd = labelEnd(text, end);
        if (rulerStart(text, labelEnd) < 0 || !isPrivate(text, end, labelEnd)) {
            return end;
        }
        int bodyStart = DASH.runEnd(text, rulerStart(text, labelEnd));
        int closing = closing(text, bodyStart);
        boolean mentioned = Quotes.opening(text, bodyStart) >= 0 && (closing < 0 || !hasBody(text, bodyStart, closing));
        if (mentioned) {
            text.settle();
            return bodyStart;
        }
        int after = closing < 0
                ? text.length()
                : DASH.runEnd(text, rulerStart(text, labelEnd(text, closing + END.length())));
        found.add(DASH.runStart(text, start, Math.max(0, start - LONGEST_LABEL)), after);
        return after;
    }

    @Override
    public Tail tail(Text text, int start, int end) {
        return new KeyTail();
    }

    /** Whether a line is a BEGIN line, with whatever stands before it: the key comes on the lines behind it. */
    static boolean isOpening(Text line) {
        for (int i = line.indexOf(BEGIN, 0); i >= 0; i = line.indexOf(BEGIN, i + 1)) {
            int ruler = line.charAt(i - 1) == ' ' ? i - 1 : i;
            int label = i + BEGIN.length();
            if (line.startsWith(RULER, ruler - RULER.length()) && isPrivateLabel(line, label)) {
                int bodyStart = DASH.runEnd(line, rulerStart(line, labelEnd(line, label)));
                if (Quotes.opening(line, bodyStart) < 0 && !hasBody(line, bodyStart, line.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The index of the END line behind a key, or -1. */
    private static int closing(Text text, int from) {
        for (int i = text.indexOf(END, from); i >= 0; i = text.indexOf(END, i + 1)) {
            int ruler = text.charAt(i - 1) == ' ' ? i - 1 : i; // SSH2 puts a space between the dashes and the word
            if (text.startsWith(RULER, ruler - RULER.length()) && isPrivateLabel(text, i + END.length())) {
                return i;
            }
        }
        return -1;
    }

    /** The index after the END line of a key whose last four dashes before the word start at an index, or -1. */
    static int closingEnd(Text text, int index) {
        int ruler = index + RULER.length();
        int word = text.charAt(ruler) == ' ' ? ruler + 1 : ruler;
        boolean closing = text.startsWith(RULER, index)
                && text.startsWith(END, word)
                && isPrivateLabel(text, word + END.length());
        return closing ? DASH.runEnd(text, rulerStart(text, labelEnd(text, word + END.length()))) : -1;
    }

    private static boolean isPrivateLabel(Text text, int start) {
        int labelEnd = labelEnd(text, start);
        return rulerStart(text, labelEnd) >= 0 && isPrivate(text, start, labelEnd);
    }

    /** Where the dashes behind a label start, or -1; SSH2 puts a space before them. */
    private static int rulerStart(Text text, int labelEnd) {
        int start = text.charAt(labelEnd) == ' ' ? labelEnd + 1 : labelEnd;
        return text.startsWith(RULER, start) ? start : -1;
    }

    private static boolean isPrivate(Text text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if ((c == 'P' && text.startsWith("PRIVATE KEY", i)) || (c == 'S' && text.startsWith("Static key", i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBody(Text text, int start, int end) {
        return bodyStart(text, start, end) >= 0;
    }

    /** Where the first run of a key's characters starts between two indexes that ordinary text hardly has, or -1. */
    static int bodyStart(Text text, int start, int end) {
        int i = start;
        while (i < end) {
            int run = BODY.runEnd(text, i);
            if (run - i >= SHORTEST_LINE) {
                return i;
            }
            i = run + 1;
        }
        return -1;
    }

    private static int labelEnd(Text text, int from) {
        int i = from;
        while (i - from < LONGEST_LABEL && LABEL.has(text.charAt(i))) {
            i++;
        }
        return i > from && text.charAt(i - 1) == ' ' ? i - 1 : i;
    }
}
