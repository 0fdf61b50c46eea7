package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/**
 * A name in running text that may name a secret: the run of letters, digits, {@code _-.} around an anchor.
 *
 * @param start where its first character stands
 * @param end the index after its last character
 * @param strength how surely it says that its value is a secret
 * @param phrase the same for the name together with the word before it: {@code API key}
 * @param parsed whether the word before it says that a parser speaks: {@code unexpected token}
 */
record Name(int start, int end, NameStrength strength, NameStrength phrase, boolean parsed) {

    static final int LONGEST = 128;
    private static final int LONGEST_WORD = 32;
    private static final Alphabet NAME = Alphabet.ALNUM.plus(Alphabet.of("_-."));

    /** The index after the name around an anchor. */
    static int endOf(Text text, int anchorEnd) {
        int limit = anchorEnd + LONGEST;
        int i = anchorEnd;
        while (i < limit && NAME.has(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The index at which the name around an anchor starts. */
    static int startOf(Text text, int anchor) {
        int start = NAME.runStart(text, anchor, Math.max(0, anchor - LONGEST));
        return endsEscape(text, start) ? start + 1 : start; // \npassword
    }

    /** The name between two indexes, of a strength that is known. */
    static Name of(Text text, int start, int end, NameStrength strength) {
        int word = wordBefore(text, start);
        NameStrength phrase = word == start ? strength : SecretNames.strength(text, word, end);
        boolean parsed = word < start && (Vocabulary.WORDS.roles(text, word, start - 1) & Vocabulary.PARSING) != 0;
        return new Name(start, end, strength, phrase, parsed);
    }

    private static boolean endsEscape(Text text, int start) {
        return text.charAt(start - 1) == '\\' && "nrt".indexOf(text.charAt(start)) >= 0;
    }

    private static int wordBefore(Text text, int start) {
        if (start < 2 || text.charAt(start - 1) != ' ') {
            return start;
        }
        int word = NAME.runStart(text, start - 1, Math.max(0, start - LONGEST_WORD));
        return word == start - 1 ? start : word;
    }

    /** Whether only blanks, list dashes and comment signs stand before the name on its line. */
    boolean startsLine(Text text) {
        int i = start;
        while (i > 0 && start - i < LONGEST && " \t-#".indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        return i == 0 || text.charAt(i - 1) == '\n' || text.charAt(i - 1) == '\r';
    }

    /** The index of the quote that stands directly before the name, or -1. */
    int openQuote(Text text) {
        return start > 0 && Quotes.isQuote(text.charAt(start - 1)) ? start - 1 : -1;
    }

    /** Whether the part behind its last dot names a secret by itself. */
    boolean endsInSecret(Text text) {
        int part = end;
        while (part > start && text.charAt(part - 1) != '.') {
            part--;
        }
        return SecretNames.strength(text, part, end).isAtLeast(NameStrength.WEAK);
    }

    /** {@code password.equals}: whether it is a method that compares what a name before it holds. */
    boolean isCompared(Text text) {
        int dot = end;
        while (dot > start && text.charAt(dot - 1) != '.') {
            dot--;
        }
        boolean compares = Ascii.equalsFolded("equals", text, dot, end)
                || Ascii.equalsFolded("equalsignorecase", text, dot, end)
                || Ascii.equalsFolded("contentequals", text, dot, end)
                || Ascii.equalsFolded("isequalto", text, dot, end);
        return compares && dot > start && of(start, dot - 1).endsInSecret(text);
    }

    private static Name of(int start, int end) {
        return new Name(start, end, NameStrength.STRONG, NameStrength.STRONG, false);
    }

    /** Whether it ends in a word for a password. */
    boolean isPassword(Text text) {
        return text.startsWithIgnoringCase("password", end - 8)
                || text.startsWithIgnoringCase("passwd", end - 6)
                || text.startsWithIgnoringCase("passphrase", end - 10)
                || is(text, "pw")
                || is(text, "pwd");
    }

    /** Whether it ends in the word for a password of several words. */
    boolean isPhrase(Text text) {
        return text.startsWith("passphrase", end - 10)
                || text.startsWith("psk", start); // a variable of a shell has capitals
    }

    /** {@code acmeACCESS}, {@code PRIVATE}: whether it ends in one of the words that stand for a key, in capitals. */
    boolean isShouted(Text text) {
        return text.startsWith("ACCESS", end - 6)
                || text.startsWith("PRIVATE", end - 7)
                || text.startsWith("KEY", end - 3);
    }

    /** {@code REDIS_AUTH}: a variable of an environment that holds what one logs in with. */
    boolean isAuthentication(Text text) {
        return text.startsWith("_AUTH", end - "_AUTH".length()) && end - start > "_AUTH".length();
    }

    /** Whether it ends in a word for a secret of digits. */
    boolean isCode(Text text) {
        return text.startsWithIgnoringCase("passcode", end - 8) || is(text, "otp");
    }

    boolean is(Text text, String folded) {
        return Ascii.equalsFolded(folded, text, start, end);
    }

    /** How many columns the line of the name is indented. */
    int indentation(Text text) {
        int i = start;
        while (i > 0 && start - i < LONGEST && text.charAt(i - 1) != '\n' && text.charAt(i - 1) != '\r') {
            i--;
        }
        return start - i;
    }
}
