package dev.praxis.redaction;

/** Where a word of a secret may start. Looks a bounded number of characters back. */
final class Boundary {

    private static final int LONGEST_COLOUR = 12;
    private static final Alphabet HEX = Alphabet.of("0123456789abcdefABCDEF");
    private static final Alphabet COLOUR = Alphabet.of("0123456789;");

    private Boundary() {}

    /**
     * Whether a word can start at an index: no letter or digit stands before it, or the one that does belongs to an
     * escape (of a line feed, a percent-encoded byte, a code unit, a terminal colour) and so is no part of the word.
     */
    static boolean before(Text text, int index) {
        return index == 0 || !Alphabet.ALNUM.has(text.charAt(index - 1)) || endsEscape(text, index);
    }

    private static boolean endsEscape(Text text, int index) {
        if (index >= 2 && text.charAt(index - 2) == '\\' && "nrtbf0".indexOf(text.charAt(index - 1)) >= 0) {
            return true;
        }
        return hexAfter(text, index, 2, "%")
                || hexAfter(text, index, 2, "\\x")
                || hexAfter(text, index, 4, "\\u")
                || endsColour(text, index);
    }

    private static boolean hexAfter(Text text, int index, int digits, String lead) {
        int start = index - digits;
        return start >= lead.length()
                && text.startsWith(lead, start - lead.length())
                && HEX.runEnd(text, start) >= index;
    }

    private static boolean endsColour(Text text, int index) {
        if (text.charAt(index - 1) != 'm') {
            return false;
        }
        int start = COLOUR.runStart(text, index - 1, Math.max(0, index - LONGEST_COLOUR));
        return start > 0 && text.charAt(start - 1) == '[';
    }
}
