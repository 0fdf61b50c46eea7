package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/**
 * The value that a block of Terraform gives to what it names: {@code variable "db_password" { default = "…" }}, and the
 * {@code value} of an {@code output}.
 */
final class HclBlock {

    private static final int LONGEST = 1 << 11;
    private static final int LONGEST_GAP = 16;
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");
    private static final Alphabet WORD = Alphabet.ALNUM.plus(Alphabet.of("_"));

    private HclBlock() {}

    /** Where the string starts in the block that a name in quotes, closed at an index, is the label of; or -1. */
    static int value(Text text, Name name, int closed) {
        if (name.openQuote(text) < 0 || closed == name.end()) {
            return -1;
        }
        int end = BLANK.runStart(text, name.start() - 1, Math.max(0, name.start() - LONGEST_GAP));
        int start = WORD.runStart(text, end, Math.max(0, end - LONGEST_GAP));
        int open = SPACE.runEnd(text, closed);
        if (text.charAt(open) != '{') {
            return -1;
        }
        if (Ascii.equalsFolded("variable", text, start, end)) {
            return member(text, open + 1, "default");
        }
        return Ascii.equalsFolded("output", text, start, end) ? member(text, open + 1, "value") : -1;
    }

    /** Where the string starts that a member is, among those of the block itself. */
    private static int member(Text text, int from, String member) {
        int depth = 0;
        int i = from;
        while (i - from < LONGEST && text.has(i)) {
            char c = text.charAt(i);
            if (c == '}' && depth-- == 0) {
                return -1;
            }
            depth += c == '{' ? 1 : 0;
            if (c == '"') {
                i = Math.min(Quotes.contentEnd(text, i, 0), from + LONGEST);
            } else if (depth == 0 && Ascii.isLetter(c)) {
                int end = WORD.runEnd(text, i);
                int sign = BLANK.runEnd(text, end);
                if (Ascii.equalsFolded(member, text, i, end) && text.charAt(sign) == '=') {
                    int value = BLANK.runEnd(text, sign + 1);
                    return Quotes.opening(text, value) < 0 ? -1 : value;
                }
                i = end - 1;
            }
            i++;
        }
        return -1;
    }
}
