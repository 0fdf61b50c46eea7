package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import java.util.stream.Stream;

/**
 * Codes that people are told and type again: those of a second factor ({@code your verification code is 483920}), recovery
 * codes, personal identification numbers, and the words that a wallet is recovered with (BIP 39).
 */
public final class SpokenCodes implements Detector {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 10;
    private static final int LONGEST_OWNER = 48;
    private static final int LONGEST_WORD = 8;
    private static final int FEWEST_WORDS = 12;
    private static final int MOST_CODES = 32;
    private static final Alphabet DIGITS = Alphabet.of("0123456789");
    private static final Alphabet LOWER = Alphabet.of("abcdefghijklmnopqrstuvwxyz");
    private static final Alphabet BETWEEN = Alphabet.of(" \t:=\"'");
    private static final Alphabet GAP = Alphabet.of(" \t\r\n,;");
    private static final Alphabet GROUPS = Alphabet.ALNUM.plus(Alphabet.of("-"));

    private static final List<String> WORDS = List.of(
            "mnemonic",
            "seed phrase",
            "recovery phrase",
            "seed_phrase",
            "12 words",
            "24 words",
            "restore the wallet",
            "backup words",
            "recovery words",
            "seed words");
    private static final List<String> CODES = List.of("recovery code", "backup code", "recovery key", "unlock code");
    private static final List<String> NUMBERS = List.of(
            "verification code",
            "panel code",
            "alarm code",
            "door code",
            "gate code",
            "security code",
            "confirmation code",
            "login code",
            "your code is",
            "pin code",
            "pin for ",
            "pin is ",
            "pin=",
            "pin: ");

    @Override
    public String id() {
        return "spoken-code";
    }

    @Override
    public List<String> anchors() {
        return Stream.of(WORDS, CODES, NUMBERS).flatMap(List::stream).toList();
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (!Boundary.before(text, start)) {
            return end;
        }
        int before = numberBefore(text, start);
        if (before >= 0) {
            found.add(before, DIGITS.runEnd(text, before));
            return end;
        }
        int from = behindVerb(text, text.charAt(end) == 's' ? end + 1 : end);
        if (isOneOf(WORDS, text, start)) {
            return words(text, GAP.runEnd(text, behindColon(text, from)), end, found);
        }
        return isOneOf(CODES, text, start)
                ? codes(text, from, end, found)
                : number(text, behindOwner(text, from), end, found);
    }

    /** Where the digits start of {@code 483920 is your verification code}; -1 when none stand there. */
    private static int numberBefore(Text text, int start) {
        String says = " is your ";
        int end = start - says.length();
        if (!text.startsWithIgnoringCase(says, end)) {
            return -1;
        }
        int from = DIGITS.runStart(text, end, Math.max(0, end - LONGEST));
        return end - from >= SHORTEST && !GROUPS.has(text.charAt(from - 1)) ? from : -1;
    }

    private static boolean isOneOf(List<String> anchors, Text text, int start) {
        for (String anchor : anchors) {
            if (text.startsWithIgnoringCase(anchor, start)) {
                return true;
            }
        }
        return false;
    }

    private static int behindVerb(Text text, int from) {
        int i = BETWEEN.runEnd(text, from);
        boolean verb = text.startsWithIgnoringCase("is", i) || text.startsWithIgnoringCase("are", i);
        int end = LOWER.runEnd(text, i);
        return verb && BETWEEN.has(text.charAt(end)) ? BETWEEN.runEnd(text, end) : i;
    }

    /** Behind the verb of {@code the alarm code for the back door is 483920}. */
    private static int behindOwner(Text text, int from) {
        int i = from;
        while (i - from < LONGEST_OWNER && (LOWER.has(text.charAt(i)) || text.charAt(i) == ' ')) {
            if (text.startsWith(" is ", i)) {
                return i + " is ".length();
            }
            i++;
        }
        return from;
    }

    private static int number(Text text, int from, int end, Spans found) {
        int numberEnd = DIGITS.runEnd(text, from);
        int length = numberEnd - from;
        if (length < SHORTEST || length > LONGEST || GROUPS.has(text.charAt(numberEnd))) {
            return end;
        }
        found.add(from, numberEnd);
        return numberEnd;
    }

    /** One code after another, each with digits among its characters. */
    private static int codes(Text text, int from, int end, Spans found) {
        int i = GAP.runEnd(text, behindColon(text, from));
        int last = end;
        for (int codes = 0; codes < MOST_CODES; codes++) {
            int codeEnd = GROUPS.runEnd(text, i);
            boolean alone =
                    codeEnd > i && (Arguments.isLineEnd(text.charAt(codeEnd)) || text.charAt(codeEnd) == Text.NONE);
            if (Sentence.hasLineEnd(text, last, i) && !alone) {
                return last; // what another line says
            }
            Appearance looks = Appearance.of(text, i, codeEnd);
            boolean drawn = looks.hasDigit() || (alone ? looks.isRandom(3 * SHORTEST) : looks.hasCases());
            if (codeEnd - i < 2 * SHORTEST || !drawn) {
                return last;
            }
            found.add(i, codeEnd);
            last = codeEnd;
            i = GAP.runEnd(text, codeEnd);
        }
        return last;
    }

    /** Behind the colon of {@code recovery codes for the bot (one left): x}, on the same line. */
    private static int behindColon(Text text, int from) {
        int i = from;
        while (i - from < LONGEST_OWNER && !Arguments.isLineEnd(text.charAt(i)) && text.has(i)) {
            if (text.charAt(i) == ':' && text.charAt(i + 1) <= ' ') {
                return i + 1;
            }
            if (Ascii.isDigit(text.charAt(i))) {
                return from;
            }
            i++;
        }
        return from;
    }

    private static int words(Text text, int from, int end, Spans found) {
        int i = from;
        int words = 0;
        int last = from;
        while (true) {
            int wordEnd = LOWER.runEnd(text, i);
            if (wordEnd - i < SHORTEST - 1 || wordEnd - i > LONGEST_WORD || GROUPS.has(text.charAt(wordEnd))) {
                break;
            }
            words++;
            last = wordEnd;
            i = GAP.runEnd(text, wordEnd);
        }
        if (words < FEWEST_WORDS) {
            return end;
        }
        found.add(from, last);
        return last;
    }
}
