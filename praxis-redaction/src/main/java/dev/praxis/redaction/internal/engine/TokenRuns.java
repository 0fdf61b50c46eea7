package dev.praxis.redaction.internal.engine;

import dev.praxis.redaction.internal.text.Alphabet;

/** Long runs of the characters that tokens are made of. */
final class TokenRuns {

    /** How long a run is at least. */
    static final int LENGTH = 20;

    private static final Alphabet TOKEN = Alphabet.BASE64URL.plus(Alphabet.of("+/=."));

    private TokenRuns() {}

    /**
     * The next index at which a run reaches its length, from one on that is no such index or was dealt with.
     *
     * @return an index above {@code from}, at most the length of the text
     */
    static int next(String text, int from, int floor) {
        int run = from - startOf(text, from, floor);
        int i = from;
        while (i < text.length()) {
            run = TOKEN.has(text.charAt(i)) ? run + 1 : 0;
            i++;
            if (run == LENGTH) {
                return i;
            }
        }
        return i;
    }

    /** Where the run starts that ends at an index; more than a run's length is not looked at. */
    static int startOf(String text, int end, int floor) {
        int start = end;
        while (end - start <= LENGTH && start > floor && TOKEN.has(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Whether a run reaches its length at an index. */
    static boolean endsAt(String text, int end, int floor) {
        return end - startOf(text, end, floor) == LENGTH;
    }
}
