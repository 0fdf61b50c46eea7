package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/** The columns of secrets in {@code INSERT INTO t (name, password) VALUES ('bob', 'x'), …} (SQL). */
public final class InsertedRows implements Detector {

    private static final int LONGEST_COLUMNS = 1024;
    private static final int LONGEST_ROW = 1 << 13;
    private static final int MOST_ROWS = 1000;
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");
    private static final Alphabet QUOTES = Alphabet.of("`\"[] \t\r\n");

    @Override
    public String id() {
        return "inserted-value";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                ") values (", ") values(", ")values(", ")values (", ")\nvalues (", ")\nvalues\n(", ") values\n(");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        long secret = secretColumns(text, start);
        if (secret == 0) {
            return end;
        }
        int row = end;
        for (int rows = 0; rows < MOST_ROWS && row >= 0; rows++) {
            int closed = row(text, row, secret, found);
            int comma = closed < 0 ? -1 : SPACE.runEnd(text, closed + 1);
            int open = comma >= 0 && text.charAt(comma) == ',' ? SPACE.runEnd(text, comma + 1) : -1;
            row = open >= 0 && text.charAt(open) == '(' ? open + 1 : -1;
            end = Math.max(end, closed);
        }
        return end;
    }

    /** A bit for each column whose name names a secret, of the list that ends at an index. */
    private static long secretColumns(Text text, int close) {
        int open = close;
        while (text.charAt(open) != '(') {
            open--;
            if (open < 0 || close - open > LONGEST_COLUMNS) {
                return 0;
            }
        }
        long secret = 0;
        int start = open + 1;
        for (int column = 0; column < Long.SIZE && start <= close; column++) {
            int end = start;
            while (end < close && text.charAt(end) != ',') {
                end++;
            }
            int from = QUOTES.runEnd(text, start);
            int to = QUOTES.runStart(text, end, start);
            if (to > from && SecretNames.strength(text, from, to) == NameStrength.STRONG) {
                secret |= 1L << column;
            }
            start = end + 1;
        }
        return secret;
    }

    /** Adds the secrets of a row, and gives the index of the bracket that closes it; -1 when none does. */
    private static int row(Text text, int start, long secret, Spans found) {
        int i = start;
        int depth = 0;
        int column = 0;
        add(text, i, secret & 1, found);
        while (text.has(i) && i - start < LONGEST_ROW) {
            char c = text.charAt(i);
            if (c == '\'') {
                i = Quotes.contentEnd(text, i, 0);
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth-- == 0) {
                return i;
            } else if (c == ',' && depth == 0) {
                column++;
                add(text, i + 1, column < Long.SIZE ? secret >>> column & 1 : 0, found);
            }
            i++;
        }
        return -1;
    }

    private static void add(Text text, int from, long secret, Spans found) {
        Value value = secret == 0 ? new Value(from, from, false) : Value.at(text, SPACE.runEnd(text, from));
        if (value.quoted() && value.end() > value.start() && !Placeholders.has(text, value.start(), value.end())) {
            found.add(value.start(), value.end());
        }
    }
}
