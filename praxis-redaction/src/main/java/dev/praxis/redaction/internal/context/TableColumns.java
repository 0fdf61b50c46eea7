package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * The column of a table whose first line names it: {@code user,password} in CSV (RFC 4180) and its relatives, {@code | user |
 * password |} in Markdown. It is followed down as long as the lines have as many cells as the first one.
 */
public final class TableColumns implements Detector {

    private static final int MOST_ROWS = 1000;
    private static final int LONGEST_LINE = 1 << 10;
    private static final int LONGEST_NAME = 32;
    private static final int SHORTEST = 4;
    private static final String SEPARATORS = ",;\t|";
    private static final Alphabet NAME = Alphabet.ALNUM.plus(Alphabet.of("_-."));
    private static final Alphabet RULE = Alphabet.of(" |:+-");
    private static final Alphabet BLANK = Alphabet.of(" ");

    @Override
    public String id() {
        return "table-column";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "password",
                "passwd",
                "passphrase",
                "secret",
                "token",
                "api_key",
                "apikey",
                "access_key",
                "passwort",
                "pass",
                "pwd");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int nameStart = NAME.runStart(text, start, Math.max(0, start - LONGEST_NAME));
        int nameEnd = NAME.runEnd(text, end);
        char separator = separator(text, nameStart, nameEnd);
        if (separator == Text.NONE || SecretNames.strength(text, nameStart, nameEnd) != NameStrength.STRONG) {
            return nameEnd;
        }
        int line = Lines.start(text, nameStart, LONGEST_LINE);
        int cells = namesIn(text, line, separator);
        int row = Lines.next(text, Lines.end(text, nameEnd, LONGEST_LINE));
        if (cells < 2 || cells > Long.SIZE) {
            return nameEnd;
        }
        if (separator == '|') {
            if (!isRule(text, row)) {
                return nameEnd;
            }
            row = Lines.next(text, Lines.end(text, row, LONGEST_LINE));
        }
        long secret = secretColumns(text, line, cells, separator);
        for (int rows = 0; rows < MOST_ROWS && cells(text, row, separator) == cells; rows++) {
            add(text, row, secret, separator, found);
            row = Lines.next(text, Lines.end(text, row, LONGEST_LINE));
        }
        return Math.max(nameEnd, row); // all columns at once, so that no row is read for each of them
    }

    /** The line of dashes that Markdown and the clients of databases have below the names. */
    private static boolean isRule(Text text, int line) {
        int end = RULE.runEnd(text, line);
        return end > line && Lines.ends(text.charAt(end));
    }

    /** A bit for each column whose name names a secret. */
    private static long secretColumns(Text text, int line, int cells, char separator) {
        long secret = 0;
        int start = line;
        for (int cell = 0; cell < cells; cell++) {
            int end = cellEnd(text, start, separator);
            if (SecretNames.strength(text, start, end) == NameStrength.STRONG) {
                secret |= 1L << cell;
            }
            start = end + 1;
        }
        return secret;
    }

    /** What parts the cell of a name from one of its neighbours, when nothing but a name stands in it. */
    private static char separator(Text text, int start, int end) {
        boolean quoted = text.charAt(start - 1) == '"' && text.charAt(end) == '"';
        int from = quoted ? start - 1 : start;
        char before = text.charAt(BLANK.runStart(text, from, Math.max(0, from - LONGEST_NAME)) - 1);
        char after = text.charAt(BLANK.runEnd(text, quoted ? end + 1 : end));
        boolean first = Lines.ends(before);
        boolean last = after == '\n' || after == '\r';
        char separator = first ? after : before;
        boolean parts = SEPARATORS.indexOf(separator) >= 0 && (last || after == separator);
        return parts ? separator : Text.NONE;
    }

    /** How many cells the line that starts at an index has; 0 when one of them holds anything but a name. */
    private static int namesIn(Text text, int line, char separator) {
        int i = line;
        while (i - line < LONGEST_LINE && !Lines.ends(text.charAt(i))) {
            char c = text.charAt(i);
            boolean blank = c == ' ' && separator == '|';
            if (!NAME.has(c) && c != separator && !blank && c != '"') {
                return 0;
            }
            i++;
        }
        return cells(text, line, separator);
    }

    /** How many cells a line has; 0 for the end of the text and for a line that is too long. */
    private static int cells(Text text, int line, char separator) {
        int cells = 1;
        boolean quoted = false;
        int i = line;
        for (; !Lines.ends(text.charAt(i)); i++) {
            quoted ^= text.charAt(i) == '"';
            cells += !quoted && text.charAt(i) == separator ? 1 : 0;
            if (i - line == LONGEST_LINE) {
                return 0;
            }
        }
        return i == line ? 0 : cells;
    }

    /** Adds the cells of a row that stand in the columns of secrets. */
    private static void add(Text text, int line, long secret, char separator, Spans found) {
        int start = line;
        for (long columns = secret; columns != 0; columns >>>= 1) {
            int end = cellEnd(text, start, separator);
            if ((columns & 1) != 0) {
                addCell(text, BLANK.runEnd(text, start), BLANK.runStart(text, end, start), found);
            }
            start = end + 1;
        }
    }

    private static void addCell(Text text, int start, int end, Spans found) {
        boolean quoted =
                Quotes.isQuote(text.charAt(start)) && end - start > 2 && text.charAt(end - 1) == text.charAt(start);
        int from = quoted ? start + 1 : start;
        int to = quoted ? end - 1 : end;
        if (to - from >= SHORTEST && isSecret(text, from, to)) {
            found.add(from, to);
        }
    }

    private static int cellEnd(Text text, int start, char separator) {
        boolean quoted = false;
        int i = start;
        while (!Lines.ends(text.charAt(i)) && (quoted || text.charAt(i) != separator)) {
            quoted ^= text.charAt(i) == '"';
            i++;
        }
        return i;
    }

    private static boolean isSecret(Text text, int start, int end) {
        Appearance looks = Appearance.of(text, start, end);
        boolean chosen = looks.isMixed() && (looks.hasDigit() || looks.hasSigns());
        return (chosen || looks.isRandom(2 * SHORTEST)) && !looks.hasBlank() && !Placeholders.has(text, start, end);
    }
}
