package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** Versions and times where the value of a name could stand. */
final class Stamps {

    private static final int SHORTEST_RANDOM = 12;
    private static final int LONGEST_VERSION = 24;
    private static final int LONGEST_TIME = 32;
    private static final Alphabet RANGE = Alphabet.of("^~<>=v ");
    private static final Alphabet ARTIFACT = Alphabet.ALNUM.plus(Alphabet.of("_.-"));

    private Stamps() {}

    /** {@code jsonwebtoken: ^9.0.2}: a version of a package that is called so. */
    static boolean isVersion(Text text, Name name, Value value) {
        return !name.isPassword(text) && isVersion(text, value.start(), value.end());
    }

    /** Whether what stands between two indexes is a version, or a range of them. */
    static boolean isVersion(Text text, int start, int end) {
        if (end - start > LONGEST_VERSION) {
            return false;
        }
        int from = RANGE.runEnd(text, start);
        int i = from;
        int dots = 0;
        while (i < end
                && (Ascii.isDigit(text.charAt(i)) || (text.charAt(i) == '.' && Ascii.isDigit(text.charAt(i + 1))))) {
            dots += text.charAt(i) == '.' ? 1 : 0;
            i++;
        }
        boolean label = i == end
                || (text.charAt(i) == '-' && !Appearance.of(text, start, end).isRandom(SHORTEST_RANDOM));
        return label && Ascii.isDigit(text.charAt(from)) && dots >= (from > start ? 1 : 2) && dots <= 3;
    }

    /** {@code JWT expired at 2025-03-01T10:00:00Z}, from whichever colon on. */
    static boolean isTime(Text text, Value value) {
        int i = value.start();
        boolean timed =
                text.charAt(i - 1) == ':' && Ascii.isDigit(text.charAt(i - 2)) && Ascii.isDigit(text.charAt(i - 3));
        if (!Ascii.isDigit(text.charAt(i)) || !Ascii.isDigit(text.charAt(i + 1))) {
            return false;
        }
        int colons = timed ? 1 : 0;
        while (i < value.end() && "0123456789:-T.+Z ".indexOf(text.charAt(i)) >= 0) {
            colons += text.charAt(i) == ':' ? 1 : 0;
            i++;
        }
        return colons > 0
                && i >= value.end() - 1
                && value.end() - value.start() <= LONGEST_TIME
                && i - value.start() >= 2
                && (timed || text.charAt(value.start() + 4) == '-');
    }

    /** {@code io.jsonwebtoken:jjwt-api:0.12.5}: what a build calls a package by, behind the first colon. */
    static boolean isPackage(Text text, Value value) {
        int colon = ARTIFACT.runEnd(text, value.start());
        int i = colon + 1;
        int dots = 0;
        while (i < value.end() && (Ascii.isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
            dots += text.charAt(i) == '.' ? 1 : 0;
            i++;
        }
        return text.charAt(colon) == ':'
                && dots > 0
                && i <= value.end()
                && (i == value.end() || text.charAt(i) == '-' || text.charAt(i) == '.')
                && !Appearance.of(text, value.start(), colon).isRandom(SHORTEST_RANDOM);
    }
}
