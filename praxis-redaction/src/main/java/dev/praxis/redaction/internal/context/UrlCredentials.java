package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Markers;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * The password in {@code scheme://user:password@host} (RFC 3986, section 3.2.1). User and host stay. Passwords that
 * were not percent-encoded, as they should be, are taken too: with colons, slashes, quotes or at signs in them. A user without a
 * password who looks like a token is one.
 */
public final class UrlCredentials implements Detector {

    private static final int SHORTEST_TOKEN = 16;
    private static final int LONGEST_CREDENTIALS = 100;
    private static final Alphabet SCHEME = Alphabet.ALNUM.plus(Alphabet.of("+.-"));
    private static final WordTable FIXED = new WordTable.Builder()
            .add(1, "x-oauth-basic x oauth oauth2 api_token token api")
            .build();
    private static final String USER_ENDS = ":/?#@";

    @Override
    public String id() {
        return "url-password";
    }

    @Override
    public List<String> anchors() {
        return List.of("://", ":thin:", ":oci:", ":oci8:", "@tcp(", "@unix(");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        char first = text.charAt(start);
        if (first == '@') {
            return beforeAddress(text, start, end, found);
        }
        if (!SCHEME.has(text.charAt(start - 1))) {
            return end;
        }
        if (first == ':' && text.charAt(end - 1) == ':') {
            return oracle(text, end, found);
        }
        int colon = Markers.after(text, end);
        while (!endsRun(text, colon) && USER_ENDS.indexOf(text.charAt(colon)) < 0) {
            colon++;
        }
        if (text.charAt(colon) == '@' && isToken(text, end, colon)) {
            found.add(end, colon);
            return colon;
        }
        return text.charAt(colon) == ':' && !UrlSign.isProperties(text, end, colon)
                ? password(text, end, colon, found)
                : end;
    }

    /** {@code user:password@tcp(host)}, as Go has it for MySQL. */
    private static int beforeAddress(Text text, int at, int end, Spans found) {
        int start = at;
        while (at - start < LONGEST_CREDENTIALS && !endsRun(text, start - 1) && text.charAt(start - 1) != '=') {
            start--;
        }
        int colon = start;
        while (colon < at && text.charAt(colon) != ':') {
            colon++;
        }
        if (colon < at && !isPlaceholder(text, start, colon, at)) {
            found.add(colon + 1, at);
        }
        return end;
    }

    /** {@code jdbc:oracle:thin:user/password@host}. */
    private static int oracle(Text text, int user, Spans found) {
        int slash = user;
        while (!endsRun(text, slash) && "/@".indexOf(text.charAt(slash)) < 0) {
            slash++;
        }
        int at = slash;
        while (!endsRun(text, at) && text.charAt(at) != '@') {
            at++;
        }
        if (text.charAt(slash) == '/' && text.charAt(at) == '@' && !isPlaceholder(text, user, slash, at)) {
            found.add(slash + 1, at);
        }
        return at;
    }

    /** Finds the password behind a colon, and says where the next scheme may start that has one. */
    private static int password(Text text, int user, int colon, Spans found) {
        int at = UrlSign.of(text, user, colon + 1);
        if (at < 0) {
            return -1 - at;
        }
        boolean marked = Markers.after(text, user) == colon;
        if ((marked || isToken(text, user, colon)) && isFixed(text, colon + 1, at)) {
            found.add(user, marked ? user : colon);
        } else if (!isPlaceholder(text, user, colon, at)) {
            found.add(colon + 1, at);
        }
        return at;
    }

    private static boolean isToken(Text text, int start, int end) {
        return Appearance.of(text, start, end).isRandom(SHORTEST_TOKEN);
    }

    /** What stands for a password where the user is a token. */
    private static boolean isFixed(Text text, int start, int end) {
        return start == end || FIXED.roles(text, start, end) != 0;
    }

    /** {@code user:password@}, {@code ${USER}:${PASSWORD}@}. */
    private static boolean isPlaceholder(Text text, int user, int colon, int at) {
        return Placeholders.has(text, colon + 1, at) || Placeholders.isPair(text, user, colon, colon + 1, at);
    }

    private static boolean endsRun(Text text, int i) {
        char c = text.charAt(i);
        return c <= ' ' || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>';
    }
}
