package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * {@code Bearer} with a token (RFC 6750) and {@code Basic} with a user and password (RFC 7617) outside of a header. A word of
 * ordinary text after them is left alone.
 */
public final class HttpCredentials implements Detector {

    private static final int SHORTEST_TOKEN = 8;
    private static final int LONGEST_WORD = 20;
    private static final int DECODED = 512;
    private static final Alphabet TOKEN = Alphabet.ALNUM.plus(Alphabet.of("-._~+/="));
    private static final Alphabet BASE64 = Alphabet.ALNUM.plus(Alphabet.of("+/=_-"));
    private static final WordTable SCHEMES = new WordTable.Builder()
            .add(
                    1,
                    "bearer basic digest negotiate token apikey ntlm hawk mac oauth scram-sha-256 hoba vapid aws4-hmac-sha256 key")
            .build();
    private static final Alphabet BLANK = Alphabet.of(" \t");

    /** Whether the name of a scheme of HTTP stands at an index, and a blank behind it. */
    static boolean isScheme(Text text, int start) {
        int end = start;
        while (end - start < LONGEST_WORD && (Alphabet.ALNUM.has(text.charAt(end)) || text.charAt(end) == '-')) {
            end++;
        }
        return BLANK.has(text.charAt(end)) && SCHEMES.roles(text, start, end) != 0;
    }

    @Override
    public String id() {
        return "http-credentials";
    }

    @Override
    public List<String> anchors() {
        return List.of("bearer ", "bearer%20", "basic ", "basic%20");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (!Boundary.before(text, start)) {
            return end;
        }
        int value = BLANK.runEnd(text, end);
        boolean bearer = text.startsWithIgnoringCase("bearer", start);
        int valueEnd = bearer ? tokenEnd(text, value) : BASE64.runEnd(text, value);
        if (bearer ? isToken(text, value, valueEnd) : isUserAndPassword(text, value, valueEnd)) {
            found.add(value, valueEnd);
        }
        return Math.max(end, valueEnd);
    }

    /** The end of a token; the start when it is a parameter: {@code Bearer realm="…"}. */
    private static int tokenEnd(Text text, int start) {
        int end = TOKEN.runEnd(text, start);
        int body = end;
        while (body > start && text.charAt(body - 1) == '=') {
            body--;
        }
        boolean parameter = body < end && Quotes.isQuote(text.charAt(end));
        for (int i = start; i < body; i++) {
            parameter |= text.charAt(i) == '=';
        }
        return parameter ? start : end;
    }

    private static boolean isToken(Text text, int start, int end) {
        int length = end - start;
        if (length < SHORTEST_TOKEN || Placeholders.has(text, start, end)) {
            return false;
        }
        if (length >= LONGEST_WORD) {
            return true;
        }
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            if (Ascii.isDigit(c) || Ascii.isUpper(c)) {
                return true;
            }
        }
        return false;
    }

    /** Whether Base64 stands between two indexes that decodes to text with a colon in it. */
    static boolean isUserAndPassword(Text text, int start, int end) {
        if (end - start < 4) {
            return false;
        }
        String encoded = text.substring(start, Math.min(end, start + DECODED))
                .replace('-', '+')
                .replace('_', '/');
        int padding = encoded.indexOf('=');
        String body = padding < 0 ? encoded : encoded.substring(0, padding);
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(body.length() % 4 == 1 ? body.substring(1) : body);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String plain = new String(decoded, StandardCharsets.UTF_8);
        return plain.indexOf(':') >= 0 && plain.chars().allMatch(c -> c >= ' ' && c != 0xFFFD);
    }
}
