package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/** A row of two cells, a name and its value: {@code | SMTP_PASS | x |}. A word alone says what the value is like. */
final class TableRow {

    private static final int LONGEST_GAP = 64;
    private static final char BAR = '|';
    private static final Alphabet BLANK = Alphabet.of(" \t");

    private TableRow() {}

    /** The value of such a row whose name is known, which would start at an index; or null. */
    static @Nullable Value of(Text text, Name name, int start) {
        int before = BLANK.runStart(text, start, Math.max(0, start - LONGEST_GAP)) - 1;
        if (text.charAt(before) != BAR || before < name.end() || !isFirstCell(text, name)) {
            return null;
        }
        Value value = Value.at(text, start);
        int closed = BLANK.runEnd(text, value.quoted() ? value.end() + 1 : value.end());
        boolean ends = text.charAt(closed) == BAR && Lines.ends(text.charAt(BLANK.runEnd(text, closed + 1)));
        return ends && !Appearance.of(text, value.start(), value.end()).isWord() ? value : null;
    }

    private static boolean isFirstCell(Text text, Name name) {
        int limit = Math.max(0, name.start() - LONGEST_GAP);
        int i = name.openQuote(text) >= 0 ? name.start() - 1 : name.start();
        int bar = BLANK.runStart(text, i, limit) - 1;
        char line = text.charAt(BLANK.runStart(text, bar, limit) - 1);
        return text.charAt(bar) == BAR && Lines.ends(line);
    }
}
