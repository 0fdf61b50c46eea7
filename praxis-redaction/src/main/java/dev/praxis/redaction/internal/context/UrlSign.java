package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Markers;
import dev.praxis.redaction.internal.text.Text;

/**
 * The at sign before the host of a URL whose password was not percent-encoded, as RFC 3986, section 3.2.1, wants it: of
 * several, the one that a host stands behind, and of those the one that is most surely a host.
 */
final class UrlSign {

    private static final int LONGEST_LOOK = 512;
    private static final int LONGEST_SCHEME = 32;

    private static final int LONGEST_HOST = 255;
    private static final int NO_HOST = 0;
    private static final int WORD = 1;
    private static final int HOST = 2;
    private static final String AUTHORITY_ENDS = "/?#\"'`<>";
    private static final String HOST_ENDS = "/?#\"'`<>,;()]}&|\\!";
    private static final Alphabet SCHEME = Alphabet.ALNUM.plus(Alphabet.of("+.-:"));
    private static final Alphabet DIGITS = Alphabet.of("0123456789");
    private static final Alphabet NAME = Alphabet.ALNUM.plus(Alphabet.of("._-"));
    private static final Alphabet ADDRESS = Alphabet.of("0123456789abcdefABCDEF:.%");

    private UrlSign() {}

    /**
     * The sign behind a password.
     *
     * @param scheme where the scheme ends, before which the quote stands that the URL stands in
     * @param start where the password starts
     * @return the index of the sign, or where to look on, less than zero by one and more
     */
    static int of(Text text, int scheme, int start) {
        int authorityEnd = start;
        int chosen = -1;
        while (true) {
            authorityEnd = NAME.runEnd(text, authorityEnd);
            char c = text.charAt(authorityEnd);
            if (Value.endsWord(c) || AUTHORITY_ENDS.indexOf(c) >= 0) {
                break;
            }
            chosen = c == '@' ? authorityEnd : chosen;
            authorityEnd++;
        }
        boolean none = chosen < 0 && Value.endsWord(text.charAt(authorityEnd));
        if (none
                || isProperties(text, start, DIGITS.runEnd(text, start))
                || (chosen < 0 && isPort(text, start, authorityEnd))) {
            return -1 - authorityEnd;
        }
        int best = chosen < 0 ? NO_HOST : rank(text, chosen + 1);
        if (best == HOST) {
            return chosen;
        }
        int end = end(text, scheme, authorityEnd);
        int behind = inPath(text, authorityEnd, end, chosen, best);
        return behind < 0 ? -1 - end : behind;
    }

    /** The sign behind a slash, a question mark or a quote that the password has, or the one that was chosen before it. */
    private static int inPath(Text text, int from, int end, int before, int rankBefore) {
        int chosen = before;
        int best = rankBefore;
        boolean query = false;
        for (int i = from; i < end && best < HOST; i++) {
            query |= text.charAt(i) == '?' && before >= 0;
            if (text.charAt(i) != '@') {
                continue;
            }
            int rank = rank(text, i + 1);
            if (rank > best || (rank == WORD && !query)) {
                chosen = i;
                best = rank;
            }
        }
        return chosen;
    }

    /** Where the URL ends: at white space, or at the quote or the angle that it stands in. */
    private static int end(Text text, int scheme, int from) {
        int url = SCHEME.runStart(text, scheme, Math.max(0, scheme - LONGEST_SCHEME));
        char before = text.charAt(url - 1);
        int i = from;
        String free = "";
        while (i - from < LONGEST_LOOK && !Value.endsWord(text.charAt(i))) {
            char c = text.charAt(i);
            if (Quotes.isQuote(c) && free.indexOf(c) < 0) {
                if (OpenMark.quote(text, url, c)) {
                    return i;
                }
                free += c; // asked once
            }
            if ((c == '<' && (before == '>' || closesElement(text, i))) || (c == '>' && before == '<')) {
                return i;
            }
            i++;
        }
        return i;
    }

    private static boolean closesElement(Text text, int i) {
        boolean tag = text.charAt(i + 1) == '/' && text.charAt(NAME.runEnd(text, i + 2)) == '>';
        return tag || text.startsWithIgnoringCase("<br", i);
    }

    /** How surely a host starts at an index. */
    private static int rank(Text text, int start) {
        char first = text.charAt(start);
        if (first == '[') {
            int close = ADDRESS.runEnd(text, start + 1);
            boolean address = close > start + 2 && text.charAt(close) == ']';
            return address || Markers.after(text, start) > start ? HOST : NO_HOST;
        }
        if (text.startsWith("${", start) || text.startsWith("{{", start)) {
            return HOST;
        }
        int i = start;
        int dot = start;
        while (i - start < LONGEST_HOST && NAME.has(text.charAt(i))) {
            dot = text.charAt(i) == '.' ? i : dot;
            i++;
        }
        int end = text.charAt(i) == ':' ? DIGITS.runEnd(text, i + 1) : i;
        char behind = text.charAt(end);
        if (i == start || (behind > ' ' && HOST_ENDS.indexOf(behind) < 0)) {
            return NO_HOST;
        }
        boolean domain = dot > start && i - dot > 2 && isDomain(text, dot + 1, i);
        return end > i + 1 || domain || Ascii.equalsFolded("localhost", text, start, i) ? HOST : WORD;
    }

    /** Nobody writes the last part of a host in capitals, and passwords have them. */
    private static boolean isDomain(Text text, int label, int end) {
        for (int i = label; i < end; i++) {
            if (!Ascii.isLower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@code jdbc:sqlserver://h;user=bob;password=p:x@y}: whether pairs stand between two indexes, and no name of a user. */
    static boolean isProperties(Text text, int start, int end) {
        for (int i = start; i <= end; i++) {
            if (text.charAt(i) == ';' && text.charAt(NAME.runEnd(text, i + 1)) == '=') {
                return true;
            }
        }
        return false;
    }

    /** A port, of two digits or more, or what stands for one: {@code http://h:8080/a@b}, {@code http://h:${PORT}/a@b}. */
    private static boolean isPort(Text text, int start, int end) {
        if (DIGITS.runEnd(text, start) >= end) {
            return end - start > 1;
        }
        boolean variable =
                end > start + 1 && text.charAt(start) == '$' && Expressions.identifierEnd(text, start + 1, end) == end;
        boolean bracketed = "$<%{".indexOf(text.charAt(start)) >= 0 && "}>%)".indexOf(text.charAt(end - 1)) >= 0;
        return variable || (bracketed && end - start > 2 && Placeholders.has(text, start, end));
    }
}
