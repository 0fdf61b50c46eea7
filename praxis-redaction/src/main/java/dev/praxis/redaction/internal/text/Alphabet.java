package dev.praxis.redaction.internal.text;

/** A set of characters. Immutable. Anything in ASCII is answered by a bit, since most text is asked about most often. */
public final class Alphabet {

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** No character at all. */
    public static final Alphabet NONE = of("");

    /** The letters and digits of ASCII. */
    public static final Alphabet ALNUM = of(LETTERS_AND_DIGITS);

    /** Base64url (RFC 4648, section 5), without padding. */
    public static final Alphabet BASE64URL = of(LETTERS_AND_DIGITS + "_-");

    private final long low;
    private final long high;
    private final boolean beyondAscii;

    private Alphabet(long low, long high, boolean beyondAscii) {
        this.low = low;
        this.high = high;
        this.beyondAscii = beyondAscii;
    }

    /** The set of some characters of ASCII. */
    public static Alphabet of(String characters) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c < 64) {
                low |= 1L << c;
            } else if (c < 128) {
                high |= 1L << (c - 64);
            } else {
                throw new IllegalArgumentException("not in ASCII: " + (int) c);
            }
        }
        return new Alphabet(low, high, false);
    }

    /** The set of all characters of ASCII from one to another. */
    public static Alphabet range(char first, char last) {
        if (last >= 128) {
            throw new IllegalArgumentException("not in ASCII: " + (int) last);
        }
        return new Alphabet(
                bitsBelow(last + 1) & ~bitsBelow(first), bitsBelow(last - 63) & ~bitsBelow(first - 64), false);
    }

    private static long bitsBelow(int bit) {
        return bit <= 0 ? 0 : bit >= Long.SIZE ? -1 : (1L << bit) - 1;
    }

    /** The union. */
    public Alphabet plus(Alphabet other) {
        return new Alphabet(low | other.low, high | other.high, beyondAscii || other.beyondAscii);
    }

    /** What is not in it: of all characters but {@link Text#NONE}, which no alphabet has. */
    public Alphabet complement() {
        return new Alphabet(~low & ~1L, ~high, !beyondAscii);
    }

    /** Whether a character is in it. */
    public boolean has(char c) {
        if (c < 64) {
            return (low >>> c & 1) != 0;
        }
        return c < 128 ? (high >>> (c - 64) & 1) != 0 : beyondAscii;
    }

    /** Whether a character is in both. */
    public boolean meets(Alphabet other) {
        return (low & other.low) != 0 || (high & other.high) != 0 || (beyondAscii && other.beyondAscii);
    }

    /** How many characters of ASCII are in it. */
    public int size() {
        return Long.bitCount(low) + Long.bitCount(high);
    }

    /** The index after the run of members that starts at an index; that index itself when there is none. */
    public int runEnd(Text text, int from) {
        return text.runEnd(this, from);
    }

    /** As {@link #runEnd(Text, int)}, in a string. */
    public int runEnd(String text, int from) {
        int i = from;
        while (i < text.length() && has(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The index at which the run of members that ends before an index starts, not looking below a bound. */
    public int runStart(Text text, int before, int bound) {
        int i = before;
        while (i > bound && has(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
