package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/** {@code Bearer} and a token (RFC 6750) outside of a header. A word of ordinary text after it is left alone. */
public final class BearerTokens implements Detector {

    private static final String WORD = "bearer";
    private static final Alphabet TOKEN = Alphabet.ALNUM.plus(Alphabet.of("-._~+/="));
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final int LONGEST_WORD = 20;
    private static final int SHORTEST_TOKEN = 8;

    @Override
    public String id() {
        return "bearer-token";
    }

    @Override
    public List<String> anchors() {
        return List.of(WORD);
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int token = BLANK.runEnd(text, end);
        int tokenEnd = TOKEN.runEnd(text, token);
        if (token > end && isToken(text, token, tokenEnd)) {
            found.add(token, tokenEnd);
        }
        return Math.max(end, tokenEnd);
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
