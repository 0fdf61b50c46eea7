package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** What is said about a secret where its value could stand: counts, sizes, words of a sentence that goes on, results of tests. */
final class Talk {

    private static final int LONGEST_COUNT = 3;
    private static final int SHORTEST_CHOSEN = 6;
    private static final int LONGEST_UNIT = 12;
    private static final Alphabet BLANK = Alphabet.of(" ");
    private static final WordTable UNITS = new WordTable.Builder().add(1, """
                    b byte bytes kb kib mb mib bit bits char chars character characters letters digits sign signs item items
                    entries entry word words line lines s sec second seconds ms minutes hours day days weeks months
                    """).build();

    private Talk() {}

    /** Plain words where a token would stand, or words behind a colon in a sentence: nobody's secret. */
    static boolean is(Text text, Name name, Value value) {
        int end = value.end();
        if (text.charAt(end) != ' ') {
            return false;
        }
        boolean word = Appearance.of(text, value.start(), end).isWord();
        boolean named = word && SecretNames.strength(text, value.start(), end).isAtLeast(NameStrength.WEAK);
        if (named && text.charAt(end) == ' ' && isFollowedByWord(text, end + 1)) {
            return true; // passwd: password updated
        }
        if (isSize(text, value)) {
            return true;
        }
        boolean count = end - value.start() <= LONGEST_COUNT
                && Appearance.of(text, value.start(), end).isNumber();
        if (count && text.charAt(end) == ' ' && isFollowedByWord(text, end + 1)) {
            return true; // passwords: 12 changed
        }
        int gap = BLANK.runStart(text, value.start(), name.end());
        boolean spaced = gap < value.start() && text.charAt(gap - 1) == ':';
        if (!spaced || name.startsLine(text) || text.charAt(end) != ' ') {
            return false;
        }
        return (word && isFollowedByWord(text, end + 1)) || Prose.at(text, value.start());
    }

    /** {@code token: 1024 bytes}, as {@code kubectl describe secret} has it. */
    private static boolean isSize(Text text, Value value) {
        int unit = value.end() + 1;
        int unitEnd = Alphabet.ALNUM.runEnd(text, unit);
        return unitEnd - unit <= LONGEST_UNIT
                && UNITS.roles(text, unit, unitEnd) != 0
                && Appearance.of(text, value.start(), value.end()).isNumber();
    }

    private static boolean isFollowedByWord(Text text, int start) {
        int i = start;
        while (Ascii.isLetter(text.charAt(i))) {
            i++;
        }
        return i > start && ":=".indexOf(text.charAt(i)) < 0;
    }

    /** The result of a test is called PASS. */
    static boolean isResult(Text text, Name name, Value value) {
        if (value.quoted() || !name.is(text, "pass") || text.charAt(name.end()) == '=') {
            return false;
        }
        if (text.charAt(name.start() - 1) == '/') {
            return false; // cmdkey /pass:x
        }
        boolean counted =
                Appearance.of(text, value.start(), value.end()).isNumber() && isFollowedByCount(text, value.end());
        return counted || Ascii.isUpper(text.charAt(name.start())) || !(name.startsLine(text) || isChosen(text, value));
    }

    /** {@code pass: 12, fail: 0}. */
    private static boolean isFollowedByCount(Text text, int end) {
        int word = text.charAt(end) == ',' || text.charAt(end) == ';' ? end + 1 : end;
        word = text.charAt(word) == ' ' ? word + 1 : word;
        return text.startsWithIgnoringCase("fail", word)
                || text.startsWithIgnoringCase("skip", word)
                || text.startsWithIgnoringCase("warn", word)
                || text.startsWithIgnoringCase("err", word);
    }

    private static boolean isChosen(Text text, Value value) {
        boolean longEnough = value.end() - value.start() >= SHORTEST_CHOSEN;
        return longEnough && Appearance.of(text, value.start(), value.end()).isPassword(false);
    }
}
