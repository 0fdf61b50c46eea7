package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** The call that a name is an argument of. */
final class Call {

    private static final int LONGEST_NAME = 32;
    private static final int LONGEST_VERB = 8;
    private static final Alphabet IDENTIFIER = Alphabet.ALNUM.plus(Alphabet.of("_"));
    private static final WordTable VERBS = new WordTable.Builder()
            .add(1, "set put add define append with env header export store save write update insert")
            .build();

    private Call() {}

    /** Whether the argument that starts at an index, behind its quote, is what a call sets: {@code put("password", …)}. */
    static boolean sets(Text text, int argument) {
        int open = argument - 1 - Quotes.escapes(text, argument - 1) - 1;
        if (text.charAt(open) != '(') {
            return false;
        }
        int start = IDENTIFIER.runStart(text, open, Math.max(0, open - LONGEST_NAME));
        int verb = start;
        while (verb < open
                && verb - start < LONGEST_VERB
                && Ascii.isLower(Ascii.lower(text.charAt(verb)))
                && (verb == start || Ascii.isLower(text.charAt(verb)))) {
            verb++;
        }
        return verb > start && VERBS.roles(text, start, verb) != 0;
    }
}
