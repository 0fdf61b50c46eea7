package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * The password in {@code scheme://user:password@host} (RFC 3986, section 3.2.1). User and host stay. Passwords that
 * were not percent-encoded, as they should be, are taken too: with colons, slashes or at signs in them.
 */
public final class UrlCredentials implements Detector {

    private static final Alphabet SCHEME = Alphabet.ALNUM.plus(Alphabet.of("+.-"));
    private static final Alphabet DIGITS = Alphabet.of("0123456789");

    @Override
    public String id() {
        return "url-credentials";
    }

    @Override
    public List<String> anchors() {
        return List.of("://");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (!SCHEME.has(text.charAt(start - 1))) {
            return end;
        }
        int runEnd = runEnd(text, end);
        int lastAt = lastAt(text, end, runEnd);
        if (lastAt < end) {
            return runEnd;
        }
        int colon = userEnd(text, end, runEnd);
        if (colon < runEnd && text.charAt(colon) == ':') {
            int at = passwordEnd(text, colon + 1, runEnd, lastAt);
            found.add(colon + 1, at);
            return Math.max(end, at);
        }
        return end;
    }

    private static int runEnd(Text text, int from) {
        int i = from;
        while (text.has(i)) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>') {
                return i;
            }
            i++;
        }
        return i;
    }

    private static int lastAt(Text text, int from, int runEnd) {
        int i = runEnd - 1;
        while (i >= from && text.charAt(i) != '@') {
            i--;
        }
        return i >= from ? i : -1;
    }

    private static int userEnd(Text text, int from, int runEnd) {
        int i = from;
        while (i < runEnd && ":/?#@".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    /** The index of the at sign that ends the password, or the start when what follows the colon is a port. */
    private static int passwordEnd(Text text, int start, int runEnd, int lastAt) {
        int authorityEnd = start;
        int at = -1;
        while (authorityEnd < runEnd && "/?#".indexOf(text.charAt(authorityEnd)) < 0) {
            if (text.charAt(authorityEnd) == '@') {
                at = authorityEnd;
            }
            authorityEnd++;
        }
        if (at >= 0) {
            return at;
        }
        return DIGITS.runEnd(text, start) >= authorityEnd ? start : Math.max(start, lastAt);
    }
}
