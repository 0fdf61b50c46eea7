package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/** A YAML block scalar (YAML 1.2.2, section 8.1): {@code key: |} and more deeply indented lines after it. */
final class BlockScalar {

    private static final Alphabet INDICATORS = Alphabet.of("|>+-0123456789");
    private static final Alphabet BLANK = Alphabet.of(" \t");

    private BlockScalar() {}

    /** The lines of the block whose indicator stands at an index, or null when it is none. */
    static @Nullable Value at(Text text, int indicator, Name name) {
        int lineEnd = BLANK.runEnd(text, INDICATORS.runEnd(text, indicator));
        return text.has(lineEnd) && isLineEnd(text, lineEnd)
                ? linesBehind(text, lineEnd, name.indentation(text))
                : null;
    }

    /** The lines behind a line end that are indented more deeply, or null when there are none. */
    static @Nullable Value linesBehind(Text text, int lineEnd, int indentation) {
        int start = -1;
        int end = lineEnd;
        int line = afterLineFeed(text, lineEnd);
        while (text.has(line)) {
            int content = BLANK.runEnd(text, line);
            boolean empty = isLineEnd(text, content);
            if (!empty && content - line <= indentation) {
                break;
            }
            if (!empty) {
                start = start < 0 ? content : start;
                end = endOfLine(text, content);
            }
            line = afterLineFeed(text, endOfLine(text, content));
        }
        return start < 0 ? null : new Value(start, end, false);
    }

    private static int endOfLine(Text text, int from) {
        int i = from;
        while (!isLineEnd(text, i)) {
            i++;
        }
        return i;
    }

    private static boolean isLineEnd(Text text, int i) {
        char c = text.charAt(i);
        return c == '\n' || c == '\r' || (c == Text.NONE && !text.has(i));
    }

    private static int afterLineFeed(Text text, int lineEnd) {
        return text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : lineEnd + 1;
    }
}
