package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * The column of a table that blanks align, as command lines print it: below {@code NAME   TOKEN   AGE}, names in capitals, two
 * blanks or more between them.
 */
public final class AlignedColumns implements Detector {

    private static final int MOST_ROWS = 200;
    private static final int LONGEST_LINE = 512;
    private static final int SHORTEST = 8;
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet NAME = Alphabet.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_-");

    @Override
    public String id() {
        return "aligned-column";
    }

    @Override
    public List<String> anchors() {
        return List.of("password", "passwd", "pass", "token", "secret", "passphrase");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int cellEnd = NAME.runEnd(text, start);
        if (cellEnd == start || text.charAt(cellEnd) > ' ') {
            return end;
        }
        int column = column(text, start);
        if (column < 0
                || SecretNames.strength(text, start, cellEnd) != NameStrength.STRONG
                || !isHeader(text, cellEnd)) {
            return end;
        }
        int line = nextLine(text, cellEnd);
        for (int rows = 0; rows < MOST_ROWS && line > 0; rows++) {
            int cell = line;
            for (int i = 0; i < column && cell >= 0; i++) {
                cell = nextCell(text, cell);
            }
            if (cell < 0) {
                return Math.max(end, line);
            }
            add(text, cell, text.startsWithIgnoringCase("pass", start), found);
            line = nextLine(text, cell);
        }
        return Math.max(end, line);
    }

    /** How many cells stand before the one that starts at an index, when nothing but names stands there; -1 otherwise. */
    private static int column(Text text, int start) {
        int column = 0;
        int i = start;
        while (i > 0 && start - i < LONGEST_LINE && !Lines.ends(text.charAt(i - 1))) {
            int gap = BLANK.runStart(text, i, Math.max(0, i - LONGEST_LINE));
            if (gap > 0 && !Lines.ends(text.charAt(gap - 1))) {
                if (i - gap < 2 && text.charAt(gap) != '\t') {
                    return -1;
                }
                column++;
            }
            int name = NAME.runStart(text, gap, Math.max(0, gap - LONGEST_LINE));
            if (name == gap && gap > 0 && !Lines.ends(text.charAt(gap - 1))) {
                return -1;
            }
            i = name;
        }
        return i == 0 || Lines.ends(text.charAt(i - 1)) ? column : -1;
    }

    /** Whether only names in capitals follow on the line, and the name is not alone on it. */
    private static boolean isHeader(Text text, int from) {
        int i = from;
        while (i - from < LONGEST_LINE && !Lines.ends(text.charAt(i))) {
            if (!NAME.has(text.charAt(i)) && !BLANK.has(text.charAt(i))) {
                return false;
            }
            i++;
        }
        return text.charAt(i) == '\n' || text.charAt(i) == '\r';
    }

    /** Where the next cell of a row starts; -1 when its line ends before. */
    private static int nextCell(Text text, int from) {
        int i = from;
        while (i - from < LONGEST_LINE && !Lines.ends(text.charAt(i))) {
            int gap = BLANK.runEnd(text, i);
            if (gap - i >= 2 || (gap > i && text.charAt(i) == '\t')) {
                return Lines.ends(text.charAt(gap)) ? -1 : gap;
            }
            i = gap + 1;
        }
        return -1;
    }

    /** Under a column of tokens or secrets stand names of them as well. */
    private static void add(Text text, int start, boolean password, Spans found) {
        int end = start;
        while (text.charAt(end) > ' ') {
            end++;
        }
        Appearance looks = Appearance.of(text, start, end);
        boolean secret = password ? looks.isChosen(SHORTEST) : looks.isRandom(2 * SHORTEST);
        if (secret && !Placeholders.has(text, start, end)) {
            found.add(start, end);
        }
    }

    /** Where the next line starts; -1 when there is none, or an empty one. */
    private static int nextLine(Text text, int from) {
        int end = Lines.end(text, from, LONGEST_LINE);
        int next = Lines.next(text, end);
        return text.charAt(next - 1) == '\n' && next > end && !Lines.ends(text.charAt(next)) ? next : -1;
    }
}
