package dev.praxis.redaction;

/** {@code Bearer} and a token (RFC 6750) outside of a header. A word of ordinary text after it is left alone. */
final class BearerTokens implements SecretShape {

    private static final String WORD = "bearer";
    private static final Alphabet TOKEN = Alphabet.ALNUM.plus(Alphabet.of("-._~+/="));
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final int LONGEST_WORD = 20;
    private static final int SHORTEST_TOKEN = 8;

    @Override
    public void find(Text text, Spans found) {
        int i = 0;
        while (i + WORD.length() < text.length()) {
            char c = text.charAt(i);
            if ((c == 'b' || c == 'B') && text.startsWithIgnoringCase(WORD, i)) {
                int blank = i + WORD.length();
                int start = BLANK.runEnd(text, blank);
                int end = TOKEN.runEnd(text, start);
                if (start > blank && isToken(text, start, end)) {
                    found.add(start, end);
                }
                i = Math.max(end, blank);
            } else {
                i++;
            }
        }
    }

    private static boolean isToken(Text text, int start, int end) {
        int length = end - start;
        if (length < SHORTEST_TOKEN || length >= LONGEST_WORD) {
            return length >= LONGEST_WORD;
        }
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
                return true;
            }
        }
        return false;
    }
}
