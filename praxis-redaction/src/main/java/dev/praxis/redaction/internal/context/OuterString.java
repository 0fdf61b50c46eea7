package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;

/** A string of a program that a name stands in, at its end: {@code "the token: " + token}. */
final class OuterString {

    private static final int LONGEST_LINE = 512;

    private OuterString() {}

    /** Whether the quote at an index, behind a name, closes the string that the name stands in. */
    static boolean endsAt(Text text, Name name, int quote) {
        char next = text.charAt(quote + 1);
        // Behind a blank whatever stands there: read -p "Password: " PASSWORD; hardly any secret starts with a blank.
        boolean goesOn = next <= ' ' || "+,;)].%}{&|".indexOf(next) >= 0;
        return goesOn && isInside(text, name.start(), text.charAt(quote));
    }

    /** Whether an index lies between two quotes of a kind on its line. */
    static boolean isInside(Text text, int index, char mark) {
        boolean inside = false;
        for (int i = index - 1; index - i < LONGEST_LINE; i--) {
            char c = text.charAt(i);
            if (c == '\n' || c == Text.NONE) {
                return inside;
            }
            inside ^= c == mark && text.charAt(i - 1) != '\\';
        }
        return inside;
    }
}
