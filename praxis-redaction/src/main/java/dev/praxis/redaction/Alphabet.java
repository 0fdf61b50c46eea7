package dev.praxis.redaction;

/** A set of characters. Immutable. Anything in ASCII is answered by a bit, since most text is asked about most often. */
final class Alphabet {

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    static final Alphabet ALNUM = of(LETTERS_AND_DIGITS);
    static final Alphabet UPPER_AND_DIGITS = of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    static final Alphabet LOWER_HEX = of("0123456789abcdef");
    static final Alphabet BASE64URL = of(LETTERS_AND_DIGITS + "_-");

    private final long low;
    private final long high;
    private final String beyondAscii;

    private Alphabet(long low, long high, String beyondAscii) {
        this.low = low;
        this.high = high;
        this.beyondAscii = beyondAscii;
    }

    static Alphabet of(String characters) {
        long low = 0;
        long high = 0;
        StringBuilder beyond = new StringBuilder();
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c < 64) {
                low |= 1L << c;
            } else if (c < 128) {
                high |= 1L << (c - 64);
            } else {
                beyond.append(c);
            }
        }
        return new Alphabet(low, high, beyond.toString());
    }

    Alphabet plus(Alphabet other) {
        return new Alphabet(low | other.low, high | other.high, beyondAscii + other.beyondAscii);
    }

    boolean has(char c) {
        if (c < 64) {
            return (low >>> c & 1) != 0;
        }
        return c < 128 ? (high >>> (c - 64) & 1) != 0 : beyondAscii.indexOf(c) >= 0;
    }

    /** The index after the run of members that starts at an index; that index itself when there is none. */
    int runEnd(CharSequence text, int from) {
        int i = from;
        while (i < text.length() && has(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The index at which the run of members that ends before an index starts, not looking below a bound. */
    int runStart(CharSequence text, int before, int bound) {
        int i = before;
        while (i > bound && has(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
