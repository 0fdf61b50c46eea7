package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;

/**
 * What a run of characters looks like: drawn by chance, as secrets are, or made of words, numbers and punctuation. Reads
 * at most {@value #LONGEST_LOOK} characters once. Confined to one thread.
 */
final class Appearance {

    private static final int LONGEST_LOOK = 256;
    private static final int UUID_LENGTH = 36;
    private static final int LONGER_THAN_WORDS = 24;
    private static final int SHORTEST_DRAWN = 8;
    private static final int SHORTEST_ALPHABET = 32;
    private static final int MANY_PAIRS = 6;
    private static final int LOWER = 1;
    private static final int UPPER = 2;
    private static final int DIGIT = 4;
    private static final int SIGN = 8;

    private final int length;
    private int digits;
    private int letters;
    private int others;
    private int signs;
    private int marks;
    private int kinds;
    private int turns;
    private int hexDigits;
    private int changes;
    private int caseChanges;
    private int pairs;
    private int wordPairs;
    private int inOrder;
    private int ordered;
    private int dots;
    private int slashes;
    private long low;
    private long high;
    private boolean uuid;
    private int lastKind = SIGN;

    private Appearance(int length) {
        this.length = length;
    }

    /** Looks at the characters between two indexes. */
    static Appearance of(Text text, int start, int end) {
        Appearance appearance = new Appearance(end - start);
        char before = ' ';
        int last = Math.min(end, start + LONGEST_LOOK);
        for (int i = start; i < last; i++) {
            char c = text.charAt(i);
            appearance.see(before, c);
            before = c;
        }
        appearance.uuid = isUuid(text, start, end);
        return appearance;
    }

    private void see(char before, char c) {
        inOrder = c == before + 1 ? inOrder + 1 : 0;
        ordered += inOrder > 0 ? 1 : 0;
        if (c < 64) {
            low |= 1L << c;
        } else {
            high |= 1L << (c & 63);
        }
        if (Ascii.isHexDigit(c)) {
            hexDigits++;
        }
        int kind = kind(c);
        kinds |= kind;
        turns += kind == lastKind ? 0 : 1;
        if (kind == DIGIT) {
            digits++;
            changes += isLetter(lastKind) ? 1 : 0;
        } else if (kind != SIGN) {
            seeLetter(before, c, kind);
        } else {
            others++;
            signs += "-_./: ".indexOf(c) < 0 ? 1 : 0;
            marks += "!#$%^*@~".indexOf(c) >= 0 ? 1 : 0;
            dots += c == '.' ? 1 : 0;
            slashes += c == '/' ? 1 : 0;
        }
        lastKind = kind;
    }

    /** One bit for each kind of character that passwords are drawn from. */
    private static int kind(char c) {
        if (c >= 'a' && c <= 'z') {
            return LOWER;
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        return c >= 'A' && c <= 'Z' ? UPPER : SIGN;
    }

    private static boolean isLetter(int kind) {
        return (kind & (LOWER | UPPER)) != 0;
    }

    private void seeLetter(char before, char c, int kind) {
        letters++;
        changes += lastKind == DIGIT ? 1 : 0;
        if (isLetter(lastKind)) {
            boolean camel = lastKind == LOWER && kind == UPPER;
            caseChanges += lastKind == kind ? 0 : 1;
            if (!camel) {
                pairs++;
                wordPairs += inOrder < 2 && WordLikeness.isPair(before, c) ? 1 : 0;
            }
        }
    }

    private static boolean isUuid(Text text, int start, int end) {
        if (end - start != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            char c = text.charAt(start + i);
            if (dash ? c != '-' : !Ascii.isHexDigit(c)) {
                return false;
            }
        }
        return true;
    }

    /** A universally unique identifier (RFC 9562) in its text form. */
    boolean isUuid() {
        return uuid;
    }

    /** Hexadecimal digits and nothing else, of both kinds. */
    boolean isHex() {
        return hexDigits == looked() && digits > 0 && letters > 0;
    }

    /** Hexadecimal digits and nothing else. */
    boolean isHexDigits() {
        return hexDigits == looked();
    }

    /** Hexadecimal digits, in pieces that dashes join: most identifiers of requests and spans. */
    boolean isHexPieces() {
        return hexDigits + others >= looked() && digits > 0 && letters > 0;
    }

    /** Whether most of it is a piece of the alphabet or of the row of digits. */
    boolean isInOrder() {
        return ordered * 10 >= looked() * 6;
    }

    /** Letters that make a word. */
    boolean isWord() {
        return letters == looked() && isWordLike(0.68);
    }

    /** Letters of words and what joins them. */
    boolean isNameLike() {
        return letters > 0 && digits == 0 && caseChanges * 3 <= letters && isWordLike(0.68);
    }

    boolean isNumber() {
        return digits == looked();
    }

    /** As a path has; in Base64 a slash is one of 64. */
    boolean hasManySlashes() {
        return slashes * 16 > looked();
    }

    /** Whether little in it joins words: most secrets have no dots and dashes, a name has them all over. */
    boolean isOneWord() {
        return uuid || others * 5 <= looked();
    }

    /** Signs that no name or path has. */
    boolean hasSigns() {
        return signs > 0;
    }

    /** A blank in the middle, or another sign that is none. */
    boolean hasBlank() {
        return (low & (1L << ' ' | 1L << '\t' | 1L << '\n')) != 0;
    }

    /** Letters of both cases beside each other. */
    boolean hasCases() {
        return caseChanges > 0;
    }

    /** Letters of both cases beside each other, and a sign that words and names of things have not: {@code mDZvb!Olids*pwy}. */
    boolean isSigned() {
        return caseChanges > 1 && marks > 0 && others == marks;
    }

    boolean hasDigit() {
        return digits > 0;
    }

    /**
     * As a password that a generator draws from all that can be typed: signs that neither names nor paths nor calls have,
     * two kinds of characters beside them, and the kind changes all the time.
     */
    boolean isDrawn() {
        return marks > 0 && isJumbled();
    }

    /** The same with any sign that no name or path has, as code has them. */
    boolean isJumbled() {
        return length >= SHORTEST_DRAWN
                && signs > 0
                && Integer.bitCount(kinds) >= 3
                && turns * 2 >= looked()
                && !hasBlank()
                && (pairs < MANY_PAIRS || !isWordLike(0.9));
    }

    /** As passwords that people choose or draw: letters with digits or signs, and no plain word or number. */
    boolean isPassword(boolean quoted) {
        boolean path = slashes > 0 && !quoted;
        return letters > 0 && digits > 0 && !path && !(dots > 0 && letters < digits);
    }

    /** As a password that a person chose with care: letters and digits, and a sign, a dash or both cases beside each other. */
    boolean isChosen(int shortest) {
        return length >= shortest && letters > 0 && digits > 0 && (others > 0 || caseChanges > 0) && !hasBlank();
    }

    /** As a password that a person chose: letters and digits, or a sign, and no white space. */
    boolean isMixed() {
        return letters > 0 && (digits > 0 || others > 0);
    }

    /** The same, of a length at the least. */
    boolean isPassword(int shortest) {
        return length >= shortest && letters > 0 && digits > 0 && !isWordLike(0.99);
    }

    /** Whether it looks drawn by chance, of a length that a key or token has at the least. */
    boolean isRandom(int shortest) {
        if (length < shortest || distinct() < Math.min(8, looked() / 2)) {
            return false;
        }
        if (uuid) {
            return true;
        }
        if (isNumber()) {
            return length >= 20;
        }
        return digits >= 2 ? isRandomWithDigits() : isRandomLetters();
    }

    /** Letters of both cases that change more often than those of words joined to a name: {@code ryKsFHtyTd}. */
    boolean isAlternating() {
        return length >= SHORTEST_DRAWN && letters == looked() && caseChanges * 20 >= looked() * 11;
    }

    /** Letters of both cases that change too often, and follow each other too strangely, to be words joined to a name. */
    boolean isDrawnLetters() {
        return length >= SHORTEST_DRAWN && letters == looked() && caseChanges * 10 >= looked() * 3 && !isWordLike(0.75);
    }

    /** Many characters, each of which comes once: what secrets are drawn from. */
    boolean isAlphabet() {
        return length >= LONGER_THAN_WORDS && (isInOrder() || (length >= SHORTEST_ALPHABET && distinct() == looked()));
    }

    /** One run of letters of one case and digits, longer than any word. */
    boolean isLongRun() {
        return length >= LONGER_THAN_WORDS && others == 0 && caseChanges == 0;
    }

    private boolean isRandomWithDigits() {
        if (isHex()) {
            return true;
        }
        if (dots >= 2 && letters < digits) {
            return false; // an address, a version, a date
        }
        return changes >= 4 || (letters >= 4 && !isWordLike(0.68)) || caseChanges * 4 >= looked();
    }

    private boolean isRandomLetters() {
        boolean mixed = caseChanges * 4 >= looked() && !isWordLike(0.72);
        return letters * 10 >= looked() * 8 && (mixed || (looked() >= 20 && !isWordLike(0.62)));
    }

    private boolean isWordLike(double share) {
        return pairs > 0 && wordPairs >= share * pairs;
    }

    private int looked() {
        return Math.min(length, LONGEST_LOOK);
    }

    private int distinct() {
        return Long.bitCount(low) + Long.bitCount(high);
    }
}
