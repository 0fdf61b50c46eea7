package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** Signs that fill the place of a secret: all of it, behind the prefix that its kind has, or all but the ends of it. */
final class Filling {

    private static final String SIGNS = "*xX.-_#?\u2022\u2026";
    private static final String COVERS = "xX*\u2022\u2026";
    private static final String JOINTS = "-_.";
    private static final Alphabet PREFIX = Alphabet.range('a', 'z').plus(Alphabet.of("_-"));
    private static final int SHORTEST = 3;
    private static final int SHORTEST_COVER = 4;
    private static final int LONGEST_PREFIX = 16;
    /** What those who mask a secret show of it. */
    private static final int MOST_SHOWN = 12;

    private Filling() {}

    /** Whether what stands between two indexes is filled. */
    static boolean is(Text text, int start, int end) {
        return isRow(text, start, end)
                || isBehindPrefix(text, start, end)
                || isMasked(text, start, end)
                || isCutOff(text, start, end);
    }

    /** {@code xxxxxxxx}: one sign over and over. */
    private static boolean isRow(Text text, int start, int end) {
        char last = text.charAt(end - 1);
        return SIGNS.indexOf(last) >= 0 && end - start >= SHORTEST && rowStart(text, start, end) == start;
    }

    /** {@code ghp_xxxxxxxx}, {@code xoxb-xxxx-xxxx-xxxx}: what is filled is more than half, or a prefix ends before it. */
    private static boolean isBehindPrefix(Text text, int start, int end) {
        char last = text.charAt(end - 1);
        if (COVERS.indexOf(last) < 0) {
            return false;
        }
        int covered = 0;
        int i = end;
        while (i > start && (text.charAt(i - 1) == last || JOINTS.indexOf(text.charAt(i - 1)) >= 0)) {
            covered += text.charAt(i - 1) == last ? 1 : 0;
            i--;
        }
        boolean prefix = i - start <= LONGEST_PREFIX && JOINTS.indexOf(text.charAt(i)) >= 0;
        return covered >= SHORTEST_COVER && (prefix || covered * 2 >= end - start);
    }

    /** {@code sk-pr********Ab3d}: stars in the middle, and no more around them than who masks a secret shows. */
    private static boolean isMasked(Text text, int start, int end) {
        int from = start;
        while (from < end && from - start <= MOST_SHOWN && text.charAt(from) != '*') {
            from++;
        }
        int to = from;
        while (to < end && text.charAt(to) == '*') {
            to++;
        }
        int shown = from - start + end - to;
        return to - from >= SHORTEST_COVER && shown <= MOST_SHOWN && to - from >= shown;
    }

    /** {@code sk_test_...}: the prefix of a kind of tokens, and no more. */
    private static boolean isCutOff(Text text, int start, int end) {
        int dots = rowStart(text, start, end);
        return text.charAt(end - 1) == '.'
                && end - dots == SHORTEST
                && dots > start
                && dots - start <= LONGEST_PREFIX
                && "_-".indexOf(text.charAt(dots - 1)) >= 0
                && PREFIX.runEnd(text, start) >= dots;
    }

    private static int rowStart(Text text, int start, int end) {
        char last = text.charAt(end - 1);
        int i = end;
        while (i > start && text.charAt(i - 1) == last) {
            i--;
        }
        return i;
    }
}
