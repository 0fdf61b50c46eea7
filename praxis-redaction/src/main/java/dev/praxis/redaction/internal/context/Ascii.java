package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;

/** Letters and digits of ASCII. Other scripts are never folded: that could change lengths and shift what was found. */
final class Ascii {

    private Ascii() {}

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isLetter(char c) {
        return isLower(lower(c));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHexDigit(char c) {
        return isDigit(c) || (lower(c) >= 'a' && lower(c) <= 'f');
    }

    static char lower(char c) {
        return Text.lower(c);
    }

    /** Whether the characters between two indexes are a word in lower case, in whatever case they stand there. */
    static boolean equalsFolded(String word, Text text, int start, int end) {
        return word.length() == end - start && text.startsWithIgnoringCase(word, start);
    }
}
