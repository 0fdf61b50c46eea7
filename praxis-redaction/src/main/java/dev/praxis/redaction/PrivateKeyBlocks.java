package dev.praxis.redaction;

/**
 * Private keys in textual encoding (RFC 7468 and its relatives of OpenSSH, PGP and SSH2): everything from the BEGIN line
 * through the END line, on several lines or on one with escaped line feeds. A block that was cut off runs to the end of
 * the text.
 */
final class PrivateKeyBlocks implements SecretShape {

    private static final String BEGIN = "BEGIN ";
    private static final String END = "END ";
    private static final String KIND = "PRIVATE KEY";
    private static final String RULER = "----";
    private static final int LONGEST_LABEL = 64;
    private static final Alphabet LABEL = Alphabet.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ");
    private static final Alphabet DASH = Alphabet.of("-");

    @Override
    public void find(Text text, Spans found) {
        int begin = nextLine(text, BEGIN, 0);
        while (begin >= 0) {
            int end = nextLine(text, END, begin + BEGIN.length());
            int after = end < 0 ? text.length() : DASH.runEnd(text, labelEnd(text, end + END.length()));
            found.add(DASH.runStart(text, rulerEnd(text, begin), 0), after);
            begin = nextLine(text, BEGIN, after);
        }
    }

    /** The index of the word in the next line of the form {@code -----WORD … PRIVATE KEY … -----}, or -1. */
    private static int nextLine(Text text, String word, int from) {
        for (int i = text.indexOf(word, from); i >= 0; i = text.indexOf(word, i + 1)) {
            int ruler = rulerEnd(text, i);
            int label = i + word.length();
            int labelEnd = labelEnd(text, label);
            if (ruler >= RULER.length()
                    && text.startsWith(RULER, ruler - RULER.length())
                    && text.startsWith(RULER, labelEnd)
                    && text.substring(label, labelEnd).contains(KIND)) {
                return i;
            }
        }
        return -1;
    }

    /** SSH2 puts a space between the dashes and the word. */
    private static int rulerEnd(Text text, int word) {
        return word > 0 && text.charAt(word - 1) == ' ' ? word - 1 : word;
    }

    private static int labelEnd(Text text, int from) {
        int i = from;
        while (i < text.length() && i - from < LONGEST_LABEL && LABEL.has(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
