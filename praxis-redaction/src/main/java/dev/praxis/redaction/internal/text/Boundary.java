package dev.praxis.redaction.internal.text;

/** Where a word of a secret may start. Looks a bounded number of characters back. */
public final class Boundary {

    private static final int LONGEST_COLOUR = 12;
    private static final String CONTROL_ESCAPES = "nrtbf0";
    private static final Alphabet HEX = Alphabet.of("0123456789abcdefABCDEF");
    private static final Alphabet COLOUR = Alphabet.of("0123456789;");

    private Boundary() {}

    /**
     * Whether a word can start at an index: no letter or digit stands before it, or the one that does belongs to an
     * escape (of a line feed, a percent-encoded byte, a code unit, a terminal colour) and so is no part of the word.
     */
    public static boolean before(Text text, int index) {
        return !Alphabet.ALNUM.has(text.charAt(index - 1)) || endsEscape(text, index);
    }

    /**
     * Whether what stands between two indexes is a word, or one of the words of a compound: {@code acme} in
     * {@code ACME_KEY}, {@code acmeKey} and {@code my-acme}, not in {@code pacmen}.
     */
    public static boolean isWord(Text text, int start, int end) {
        char first = text.charAt(start);
        char previous = text.charAt(start - 1);
        boolean starts = !isLetter(previous) || (isUpper(first) && !isUpper(previous)) || before(text, start);
        char next = text.charAt(end);
        return starts && (!isLetter(next) || (isUpper(next) && !isUpper(text.charAt(end - 1))));
    }

    /**
     * The index at which a word starts when what is read of it may begin with the letters and digits of an escape: that after
     * them, or the same index when no escape stands there.
     */
    public static int afterEscape(Text text, int index) {
        char before = text.charAt(index - 1);
        char first = text.charAt(index);
        if (before == '[') {
            int colour = COLOUR.runEnd(text, index);
            return text.charAt(colour) == 'm' && colour - index < LONGEST_COLOUR ? colour + 1 : index;
        }
        int digits = before == '%' ? 2 : before != '\\' ? 0 : first == 'x' ? 3 : first == 'u' ? 5 : 1;
        return digits > 0 && endsEscape(text, index + digits) ? index + digits : index;
    }

    private static boolean isLetter(char c) {
        return isUpper(c) || (c >= 'a' && c <= 'z');
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean endsEscape(Text text, int index) {
        if (text.charAt(index - 2) == '\\' && CONTROL_ESCAPES.indexOf(text.charAt(index - 1)) >= 0) {
            return true;
        }
        return hexAfter(text, index, 2, "%")
                || hexAfter(text, index, 2, "\\x")
                || hexAfter(text, index, 4, "\\u")
                || endsColour(text, index);
    }

    private static boolean hexAfter(Text text, int index, int digits, String lead) {
        int start = index - digits;
        for (int i = start; i < index; i++) {
            if (!HEX.has(text.charAt(i))) {
                return false;
            }
        }
        return text.startsWith(lead, start - lead.length());
    }

    private static boolean endsColour(Text text, int index) {
        if (text.charAt(index - 1) != 'm') {
            return false;
        }
        int start = COLOUR.runStart(text, index - 1, Math.max(0, index - LONGEST_COLOUR));
        return text.charAt(start - 1) == '[';
    }
}
