package dev.praxis.redaction;

/**
 * A text that is searched for secrets, which counts how much of it is read. Whoever sends a text must not be able to buy
 * time with it: when far more was read than any honest text needs, reading ends. Confined to one thread.
 */
final class Text implements CharSequence {

    /** How often each character may be read, on average. Ordinary text needs a tenth of this, and hostile text no more. */
    static final int READS_PER_CHARACTER = 1000;

    private static final int LEAST_LENGTH = 100;

    private final String text;
    private final long allowed;
    private long steps;

    Text(String text) {
        this.text = text;
        this.allowed = (long) READS_PER_CHARACTER * Math.max(LEAST_LENGTH, text.length());
    }

    /** How many characters were read so far, each as often as it was read. */
    long steps() {
        return steps;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        count(1);
        return text.charAt(index);
    }

    /** As {@link String#startsWith(String, int)}. */
    boolean startsWith(String prefix, int index) {
        count(prefix.length());
        return text.startsWith(prefix, index);
    }

    /** As {@link String#regionMatches(boolean, int, String, int, int)}, for the whole of the other text. */
    boolean startsWithIgnoringCase(String prefix, int index) {
        count(prefix.length());
        return text.regionMatches(true, index, prefix, 0, prefix.length());
    }

    /** As {@link String#indexOf(String, int)}. */
    int indexOf(String part, int from) {
        int index = text.indexOf(part, from);
        count((index < 0 ? text.length() : index) - (long) from + part.length());
        return index;
    }

    String substring(int start, int end) {
        count(end - (long) start);
        return text.substring(start, end);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    private void count(long read) {
        steps += Math.max(0, read);
        if (steps > allowed) {
            throw new Exhausted();
        }
    }

    /** Ends the search in a text that was made to be slow. Says nothing, since it never leaves this package. */
    static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exhausted() {
            super(null, null, false, false);
        }
    }
}
