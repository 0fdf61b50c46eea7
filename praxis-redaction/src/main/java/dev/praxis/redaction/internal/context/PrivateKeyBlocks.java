package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * Private keys in textual encoding (RFC 7468 and its relatives of OpenSSH, PGP and SSH2): everything from the BEGIN line
 * through the END line, on several lines or on one with escaped line feeds. A block that was cut off runs to the end of
 * the text.
 */
public final class PrivateKeyBlocks implements Detector {

    private static final String BEGIN = "BEGIN ";
    private static final String END = "END ";
    private static final String KIND = "PRIVATE KEY";
    private static final String RULER = "----";
    private static final int LONGEST_LABEL = 64;
    private static final Alphabet LABEL = Alphabet.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ");
    private static final Alphabet DASH = Alphabet.of("-");

    @Override
    public String id() {
        return "private-key";
    }

    @Override
    public List<String> anchors() {
        return List.of("begin ");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (!isLine(text, BEGIN, start)) {
            return end;
        }
        int close = nextLine(text, END, end);
        int after = close < 0 ? text.length() : DASH.runEnd(text, labelEnd(text, close + END.length()));
        found.add(DASH.runStart(text, rulerEnd(text, start), 0), after);
        return after;
    }

    /** The index of the word in the next line of the form {@code -----WORD … PRIVATE KEY … -----}, or -1. */
    private static int nextLine(Text text, String word, int from) {
        int i = text.indexOf(word, from);
        while (i >= 0 && !isLine(text, word, i)) {
            i = text.indexOf(word, i + 1);
        }
        return i;
    }

    private static boolean isLine(Text text, String word, int index) {
        int ruler = rulerEnd(text, index);
        int label = index + word.length();
        int labelEnd = labelEnd(text, label);
        return text.startsWith(word, index)
                && ruler >= RULER.length()
                && text.startsWith(RULER, ruler - RULER.length())
                && text.startsWith(RULER, labelEnd)
                && text.substring(label, labelEnd).contains(KIND);
    }

    /** SSH2 puts a space between the dashes and the word. */
    private static int rulerEnd(Text text, int word) {
        return word > 0 && text.charAt(word - 1) == ' ' ? word - 1 : word;
    }

    private static int labelEnd(Text text, int from) {
        int i = from;
        while (text.has(i) && i - from < LONGEST_LABEL && LABEL.has(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
