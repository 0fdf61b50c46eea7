package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;

/** Whether words are a sentence about a secret: {@code credential: rotated by bob}, {@code token: must be set}. */
final class Prose {

    private static final int LONGEST_LOOK = 160;
    private static final int LONGEST_WORD = 24;
    private static final int FEWEST_WORDS = 3;

    private Prose() {}

    /**
     * Whether a sentence starts at an index: at least three words, of which one joins words, on the rest of the line; the
     * first is a plain word.
     */
    static boolean at(Text text, int start) {
        return in(text, start, start + LONGEST_LOOK, FEWEST_WORDS);
    }

    /** Whether what stands between two indexes is such a sentence. */
    static boolean in(Text text, int start, int end, int fewestWords) {
        int limit = Math.min(end, start + LONGEST_LOOK);
        int words = 0;
        boolean joined = false;
        int i = start;
        while (i < limit && isInLine(text.charAt(i))) {
            int wordEnd = wordEnd(text, i, limit);
            if (wordEnd == i) {
                i++;
                continue;
            }
            if (words == 0 && !isPlain(text, i, wordEnd)) {
                return false;
            }
            if (isMixed(text, i, wordEnd)) {
                return false;
            }
            words++;
            joined |= wordEnd - i <= LONGEST_WORD && isFunctionWord(text, i, wordEnd);
            i = wordEnd;
        }
        return joined && words >= fewestWords;
    }

    private static boolean isInLine(char c) {
        return c != '\n' && c != '\r' && c != Text.NONE;
    }

    /** Whether a word between two indexes joins words to a sentence. */
    static boolean isFunctionWord(Text text, int start, int end) {
        return (Vocabulary.WORDS.roles(text, start, end) & Vocabulary.FUNCTION_WORD) != 0;
    }

    private static int wordEnd(Text text, int start, int limit) {
        int i = start;
        while (i < limit && text.charAt(i) > ' ') {
            i++;
        }
        while (i > start + 1 && ",.;:!?)".indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        return i;
    }

    /** Letters with digits among them are no word. */
    private static boolean isMixed(Text text, int start, int end) {
        boolean letters = false;
        boolean digits = false;
        for (int i = start; i < end; i++) {
            letters |= Ascii.isLetter(text.charAt(i));
            digits |= Ascii.isDigit(text.charAt(i));
        }
        return letters && digits;
    }

    private static boolean isPlain(Text text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isLetter(text.charAt(i)) && text.charAt(i) != '\'') {
                return false;
            }
        }
        return end - start <= LONGEST_WORD;
    }
}
