package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.engine.Tail;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * The private half of a key file of PuTTY: from the Base64 behind {@code Private-Lines:} through the code behind
 * {@code Private-MAC:} that authenticates it (appendix C of PuTTY's manual), on lines of their own or on one, whatever a log, a
 * listing or a program puts around them. Of one that was cut off up to a line that cannot be of a key.
 */
public final class PuttyKeys implements Detector {

    private static final String LINES = "private-lines: ";
    private static final String MAC = "private-mac: ";
    /** What follows the first hyphen of a line with the code. */
    private static final String MAC_BEHIND_HYPHEN = "-mac: ";

    private static final int SHORTEST_MAC = 40;
    private static final int LONGEST_COUNT = 3;
    private static final int MOST_LINES = 100;
    /** How long a line with a part of the key is at most, with all that was put around it. */
    private static final int LONGEST_LINE = 512;

    private static final Alphabet DIGITS = Alphabet.of("0123456789");
    private static final Alphabet HEX = Alphabet.of("0123456789abcdefABCDEF");

    @Override
    public String id() {
        return "putty-key";
    }

    @Override
    public List<String> anchors() {
        return List.of(LINES, MAC);
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (text.startsWithIgnoringCase(MAC, start)) {
            int macEnd = HEX.runEnd(text, end);
            if (macEnd - end >= SHORTEST_MAC) {
                found.add(end, macEnd);
            }
            return Math.max(end, macEnd);
        }
        int from = DIGITS.runEnd(text, end);
        int lines = count(text, end, from);
        if (lines == 0) {
            return from;
        }
        int limit = from + (lines + 1) * LONGEST_LINE;
        int mac = macBehind(text, from, limit);
        int last = mac < 0 ? cutOffEnd(text, from, limit, lines) : HEX.runEnd(text, mac);
        int body = PrivateKeyBlocks.bodyStart(text, from, last);
        if (body < 0) {
            return from;
        }
        boolean escaped = text.charAt(body - 1) == '\\'; // the n of a line feed
        found.add(escaped ? body + 1 : body, last);
        return last;
    }

    @Override
    public Tail tail(Text text, int start, int end) {
        return new KeyTail();
    }

    /** Whether a line says that the private half of a key comes on the lines behind it. */
    static boolean isOpening(Text line) {
        for (int i = 0; line.has(i); i++) {
            int count = i + LINES.length();
            if (line.startsWithIgnoringCase(LINES, i) && count(line, count, DIGITS.runEnd(line, count)) > 0) {
                return PrivateKeyBlocks.bodyStart(line, count, line.length()) < 0;
            }
        }
        return false;
    }

    /** The index after the line with the code, when the first hyphen of its name stands at an index, or -1. */
    static int closingEnd(Text text, int hyphen) {
        if (!text.startsWithIgnoringCase(MAC_BEHIND_HYPHEN, hyphen)) {
            return -1;
        }
        int code = hyphen + MAC_BEHIND_HYPHEN.length();
        int end = HEX.runEnd(text, code);
        return end - code >= SHORTEST_MAC ? end : -1;
    }

    private static int count(Text text, int start, int end) {
        int count = 0;
        for (int i = start; i < end && i - start < LONGEST_COUNT; i++) {
            count = 10 * count + text.charAt(i) - '0';
        }
        return Math.min(count, MOST_LINES);
    }

    /** Where the code starts behind a key, or -1. Another key may start before it; then it is not of this one. */
    private static int macBehind(Text text, int from, int limit) {
        for (int i = from; i < limit && text.has(i); i++) {
            if (text.charAt(i) == '-') {
                if (text.startsWithIgnoringCase("-lines: ", i)) {
                    return -1;
                }
                if (closingEnd(text, i) >= 0) {
                    return i + MAC_BEHIND_HYPHEN.length();
                }
            }
        }
        return -1;
    }

    /** Where a key ends that has no code: before the first line that cannot be of it, and no more lines than it says. */
    private static int cutOffEnd(Text text, int from, int limit, int lines) {
        int to = from;
        for (int ended = 0; to < limit && text.has(to) && ended <= lines; to++) {
            ended += text.charAt(to) == '\n' ? 1 : 0;
        }
        int end = from + KeyTail.atLineStart().advance(text.substring(from, to), 0, true);
        while (end > from && !PrivateKeyBlocks.BODY.has(text.charAt(end - 1))) {
            end--; // what closes a string, a list or a listing
        }
        return end;
    }
}
