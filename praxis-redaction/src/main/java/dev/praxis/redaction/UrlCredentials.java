package dev.praxis.redaction;

/**
 * The password in {@code scheme://user:password@host} (RFC 3986, section 3.2.1). User and host stay. Passwords that
 * were not percent-encoded, as they should be, are taken too: with colons, slashes or at signs in them.
 */
final class UrlCredentials implements SecretShape {

    private static final Alphabet SCHEME = Alphabet.ALNUM.plus(Alphabet.of("+.-"));
    private static final Alphabet DIGITS = Alphabet.of("0123456789");

    @Override
    public void find(Text text, Spans found) {
        int runEnd = 0;
        int lastAt = -1;
        int next;
        for (int i = text.indexOf("://", 0); i >= 0; i = text.indexOf("://", next)) {
            int authority = i + 3;
            next = authority;
            if (authority > runEnd) {
                // The run and its last at sign are the same for every scheme inside the run: found once.
                runEnd = runEnd(text, authority);
                lastAt = lastAt(text, authority, runEnd);
            }
            if (lastAt < authority || i == 0 || !SCHEME.has(text.charAt(i - 1))) {
                continue;
            }
            int colon = userEnd(text, authority, runEnd);
            if (colon < runEnd && text.charAt(colon) == ':') {
                int at = passwordEnd(text, colon + 1, runEnd, lastAt);
                found.add(colon + 1, at);
                next = Math.max(next, at);
            }
        }
    }

    private static int runEnd(Text text, int from) {
        int i = from;
        while (i < text.length()) {
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
