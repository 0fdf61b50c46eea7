package dev.praxis.redaction.internal.text;

/**
 * A window on a text that is searched for secrets. Indexes count from the start of the window. It notes how far a search
 * has looked, so that a stream knows what a decision rests on, and counts what is read, so that whoever sends a text cannot
 * buy time with it. Confined to one thread.
 *
 * <p>Outside of the window there is nothing but {@link #NONE}, which no alphabet has. A search asks {@link #has} rather
 * than {@link #length}: the length of a text that still comes in is not known, and asking for it makes the search wait.
 */
public final class Text {

    /** What stands outside of the window. */
    public static final char NONE = '\0';

    /** More than anybody lives to read. */
    public static final long UNLIMITED = Long.MAX_VALUE >> 1;

    private String source = "";
    private int base;
    private int end;
    private int asked;
    private boolean settled;
    /** How many characters were granted to be read so far, and how many of them are left: counted down, which is cheapest. */
    private long granted = UNLIMITED;

    private long left = UNLIMITED;

    /** A window on nothing. */
    public Text() {}

    /** A window on all of a text. */
    public Text(String source) {
        open(source, 0, source.length());
    }

    /** Moves the window; what was counted stays. */
    public void open(String of, int from, int to) {
        this.source = of;
        this.base = from;
        this.end = to;
        this.asked = from;
        this.settled = false;
    }

    /** Forgets the text. */
    public void close() {
        open("", 0, 0);
    }

    /** How many more characters may be read before {@link Exhausted} is thrown, at most {@link #UNLIMITED}. */
    public void allow(long reads) {
        granted += reads - left;
        left = reads;
    }

    /** How many characters were read so far, each as often as it was read. */
    public long steps() {
        return granted - left;
    }

    /** Whether a search wanted to know what comes behind the window. */
    public boolean askedBeyond() {
        return asked > end;
    }

    /** Says that what was decided holds whatever comes behind the window, though it was looked for there. */
    public void settle() {
        settled = true;
    }

    /** Whether {@link #settle} was said. */
    public boolean isSettled() {
        return settled;
    }

    /** Where the window starts in the whole text. */
    public int base() {
        return base;
    }

    /** Whether there is a character at an index. */
    public boolean has(int index) {
        int at = base + index;
        if (at >= end) {
            asked = end + 1;
            return false;
        }
        return index >= 0;
    }

    /** The character at an index, {@link #NONE} outside of the window. */
    public char charAt(int index) {
        int at = base + index;
        if (at >= end) {
            asked = end + 1;
            return NONE;
        }
        if (--left < 0) {
            throw new Exhausted();
        }
        return index < 0 ? NONE : source.charAt(at);
    }

    /** Where a run of members of an alphabet ends; as if each of them, and what comes behind, was asked for by itself. */
    int runEnd(Alphabet members, int from) {
        if (from < 0) {
            return from;
        }
        int at = base + from;
        int last = (int) Math.min(end, at + Math.max(0, left) + 1);
        int i = at;
        while (i < last && members.has(source.charAt(i))) {
            i++;
        }
        if (i >= end) {
            asked = end + 1;
        }
        count(Math.min(i + 1, end) - (long) at);
        return i - base;
    }

    /** How long the window is. To ask this is to ask for the end of the text; see {@link #has}. */
    public int length() {
        asked = end + 1;
        return end - base;
    }

    /** As {@link String#startsWith(String, int)}. */
    public boolean startsWith(String prefix, int index) {
        for (int i = 0; i < prefix.length(); i++) {
            if (charAt(index + i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #startsWith}, with the letters of ASCII in either case; the prefix is in lower case. */
    public boolean startsWithIgnoringCase(String prefix, int index) {
        for (int i = 0; i < prefix.length(); i++) {
            if (lower(charAt(index + i)) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link String#indexOf(String, int)}, within the window. */
    public int indexOf(String part, int from) {
        int found = source.indexOf(part, base + Math.max(0, from));
        if (found < 0 || found + part.length() > end) {
            count(Math.max(0, end - base - from));
            asked = end + 1;
            return -1;
        }
        count(found - base - from + (long) part.length());
        return found - base;
    }

    /** What stands between two indexes, as far as the window goes. */
    public String substring(int from, int to) {
        if (base + to > end) {
            asked = end + 1;
        }
        count(Math.max(0, to - from));
        return source.substring(base + Math.max(0, from), Math.min(base + to, end));
    }

    /** The letters of ASCII in lower case; any other folding could change what a text is. */
    public static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    /** Counts what was read elsewhere on behalf of this search. */
    public void charge(long read) {
        count(read);
    }

    private void count(long read) {
        left -= read;
        if (left < 0) {
            throw new Exhausted();
        }
    }

    /** Ends the search in a text that was made to be slow. Says nothing, since it never leaves this module. */
    public static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exhausted() {
            super(null, null, false, false);
        }
    }
}
