package dev.praxis.audit;

import dev.praxis.api.json.JsonValue;
import java.util.Arrays;

/**
 * Walks over canonical JSON (RFC 8785) byte by byte. As long as it is {@linkplain #isPlain() plain}, of
 * whole numbers and of names that are simple to put in order, nothing passes that is not canonical. What is not plain is only walked over. Confined to one thread.
 */
final class PlainJson {

    /** The largest whole number that every double below it holds exactly. */
    private static final long LARGEST_WHOLE = (1L << 53) - 1;

    private static final int LONGEST_WHOLE = 16;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private boolean plain;

    /** What is there is not canonical. Says nothing itself: the position does. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed() {
            super("not canonical", null, false, false);
        }
    }

    void over(byte[] all, int from, int to) {
        bytes = all;
        position = from;
        end = to;
        plain = true;
    }

    int position() {
        return position;
    }

    /** Whether all that was walked over is proved to be canonical. */
    boolean isPlain() {
        return plain;
    }

    void literal(byte[] expected) throws Malformed {
        if (!skip(expected)) {
            throw new Malformed();
        }
    }

    /** Walks over these bytes if they are there. */
    boolean skip(byte[] expected) {
        int after = position + expected.length;
        if (after > end || !Arrays.equals(bytes, position, after, expected, 0, expected.length)) {
            return false;
        }
        position = after;
        return true;
    }

    /** Walks over lower-case hexadecimal digits; gives where they start. */
    int hex(int digits) throws Malformed {
        int start = position;
        for (int i = 0; i < digits; i++) {
            byte each = next();
            if ((each < '0' || each > '9') && (each < 'a' || each > 'f')) {
                throw new Malformed();
            }
            position++;
        }
        return start;
    }

    /** Walks over a string; gives where its first quote is. */
    int string() throws Malformed {
        int start = position;
        quote();
        while (true) {
            byte each = next();
            if (each == '"') {
                position++;
                return start;
            }
            if (each == '\\') {
                escape();
            } else if (each >= ' ') {
                position++;
            } else if (each < 0) {
                character(each & 0xff);
            } else {
                throw new Malformed();
            }
        }
    }

    /** Two characters where there is such a form, else u00 and two digits; of what must be escaped, and of nothing else. */
    private void escape() throws Malformed {
        position++;
        byte kind = next();
        position++;
        if (kind != 'u') {
            plain &= "\"\\bfnrt".indexOf(kind) >= 0;
            return;
        }
        if (end - position < 4) {
            throw new Malformed();
        }
        int high = bytes[position + 2] - '0';
        int low = "0123456789abcdef".indexOf(bytes[position + 3]);
        boolean control = bytes[position] == '0' && bytes[position + 1] == '0' && (high == 0 || high == 1) && low >= 0;
        int code = 16 * high + low;
        plain &= control && code != 0 && "\b\t\n\f\r".indexOf(code) < 0;
        position += 4;
    }

    /** A character beyond ASCII in UTF-8 (RFC 3629, section 4): the shortest form, and no surrogate. */
    private void character(int first) throws Malformed {
        int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
        if (first < 0xc2 || first > 0xf4 || end - position <= more) {
            throw new Malformed();
        }
        int second = bytes[position + 1] & 0xff;
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            throw new Malformed();
        }
        for (int i = 2; i <= more; i++) {
            if ((bytes[position + i] & 0xc0) != 0x80) {
                throw new Malformed();
            }
        }
        position += more + 1;
    }

    private void quote() throws Malformed {
        if (next() != '"') {
            throw new Malformed();
        }
        position++;
    }

    /** Walks over a whole number from 0 up to what a double holds. */
    long wholeNumber() throws Malformed {
        int start = position;
        long value = 0;
        while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
            value = value * 10 + (bytes[position] - '0');
            position++;
            if (position - start > LONGEST_WHOLE) {
                throw new Malformed();
            }
        }
        int digits = position - start;
        if (digits == 0 || (digits > 1 && bytes[start] == '0') || value > LARGEST_WHOLE) {
            throw new Malformed();
        }
        return value;
    }

    /** Walks over an object that stands in another. */
    void object() throws Malformed {
        if (next() != '{') {
            throw new Malformed();
        }
        value(2);
    }

    private void value(int depth) throws Malformed {
        switch (next()) {
            case '"' -> string();
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> number();
        }
    }

    /** Negative ones, fractions and exponents have a canonical form as well, but that is not decided here. */
    private void number() throws Malformed {
        int start = position;
        boolean whole = true;
        while (position < end && isOfNumber(bytes[position])) {
            whole &= bytes[position] >= '0' && bytes[position] <= '9';
            position++;
        }
        int digits = position - start;
        if (digits == 0) {
            throw new Malformed();
        }
        plain &= whole && digits < LONGEST_WHOLE && (digits == 1 || bytes[start] != '0');
    }

    private static boolean isOfNumber(byte each) {
        return (each >= '0' && each <= '9') || each == '-' || each == '+' || each == '.' || each == 'e';
    }

    private void members(int depth) throws Malformed {
        enter(depth);
        if (ended('}')) {
            return;
        }
        int before = -1;
        int beforeEnd = -1;
        while (true) {
            int key = string();
            boolean inOrder =
                    before < 0 || Arrays.compareUnsigned(bytes, before, beforeEnd, bytes, key + 1, position - 1) < 0;
            plain &= inOrder && isComparable(key + 1, position - 1);
            before = key + 1;
            beforeEnd = position - 1;
            if (next() != ':') {
                throw new Malformed();
            }
            position++;
            value(depth + 1);
            if (ended('}')) {
                return;
            }
            comma();
        }
    }

    /** Whether the order of the bytes is that of UTF-16: without escapes, and below U+E000, where surrogates begin to matter. */
    private boolean isComparable(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\' || (bytes[i] & 0xff) >= 0xee) {
                return false;
            }
        }
        return true;
    }

    private void elements(int depth) throws Malformed {
        enter(depth);
        if (ended(']')) {
            return;
        }
        while (true) {
            value(depth + 1);
            if (ended(']')) {
                return;
            }
            comma();
        }
    }

    private void enter(int depth) throws Malformed {
        if (depth > JsonValue.MAX_DEPTH) {
            throw new Malformed();
        }
        position++;
    }

    private boolean ended(char close) throws Malformed {
        if (next() != close) {
            return false;
        }
        position++;
        return true;
    }

    private void comma() throws Malformed {
        if (next() != ',') {
            throw new Malformed();
        }
        position++;
    }

    private byte next() throws Malformed {
        if (position >= end) {
            throw new Malformed();
        }
        return bytes[position];
    }
}
