package dev.praxis.redaction.internal.text;

/** What stands in the place of a secret, and how it is recognised, so that nothing is redacted twice. */
public final class Markers {

    /** The plain marker. */
    public static final String PLAIN = "[REDACTED]";

    /** How every marker starts; a label may follow, between a colon and the bracket. */
    public static final String START = "[REDACTED";

    private static final int LONGEST_LABEL = 120;
    private static final int LONGEST = START.length() + 1 + LONGEST_LABEL;
    private static final Alphabet LABEL = Alphabet.of("abcdefghijklmnopqrstuvwxyz0123456789-.:");
    private static final Alphabet INSIDE = LABEL.plus(Alphabet.of("REDACTED]"));

    private Markers() {}

    /** The index after the marker that an index lies in, or the index itself when it lies in none. */
    public static int around(Text text, int index) {
        int i = index;
        while (index - i < LONGEST && text.charAt(i) != '[' && INSIDE.has(text.charAt(i))) {
            i--;
        }
        int end = after(text, i);
        return end > index ? end : index;
    }

    /** The index after a marker that starts at an index, or the index itself when none does. */
    public static int after(Text text, int index) {
        if (text.charAt(index) != '[' || !text.startsWith(START, index)) {
            return index;
        }
        int i = index + START.length();
        if (text.charAt(i) == ']') {
            return i + 1;
        }
        if (text.charAt(i) != ':') {
            return index;
        }
        int end = i + 1;
        while (end - i <= LONGEST_LABEL && LABEL.has(text.charAt(end))) {
            end++;
        }
        return end > i + 1 && text.charAt(end) == ']' ? end + 1 : index;
    }
}
