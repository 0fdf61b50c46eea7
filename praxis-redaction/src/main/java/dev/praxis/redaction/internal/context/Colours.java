package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** The escapes with which a terminal is told colours (ECMA-48, SGR): {@code ESC [ 31 m}. */
final class Colours {

    private static final Alphabet PARAMETERS = Alphabet.of("0123456789;:");
    private static final int LONGEST = 24;

    private Colours() {}

    /** The index behind an escape that starts at an index, or that index when none does. */
    static int end(Text text, int index) {
        if (text.charAt(index + 1) != '[') {
            return index;
        }
        int i = index + 2;
        while (i - index < LONGEST && PARAMETERS.has(text.charAt(i))) {
            i++;
        }
        return text.charAt(i) == 'm' ? i + 1 : index;
    }
}
