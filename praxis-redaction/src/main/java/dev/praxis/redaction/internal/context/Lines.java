package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;

/** Where lines start and end. All ends count, {@code \n}, {@code \r\n} and {@code \r}, and those of the window. */
final class Lines {

    private Lines() {}

    /** Whether a line ends at a character, or the window does. */
    static boolean ends(char c) {
        return c == '\n' || c == '\r' || c == Text.NONE;
    }

    /** Where the line starts that an index lies in; an index so many characters before it when the line is longer. */
    static int start(Text text, int index, int most) {
        int i = index;
        while (i > 0 && index - i < most && !ends(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** Where the line ends that an index lies in, before its line end; so many characters behind the index when it is longer. */
    static int end(Text text, int index, int most) {
        int i = index;
        while (i - index < most && !ends(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where the next line starts behind the end of one; the same index when there is none. */
    static int next(Text text, int end) {
        int i = text.charAt(end) == '\r' ? end + 1 : end;
        return text.charAt(i) == '\n' ? i + 1 : i;
    }
}
