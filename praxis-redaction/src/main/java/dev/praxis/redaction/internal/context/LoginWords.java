package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * A password that a sentence tells with its user and does not name: {@code log in as bob with x}, {@code sign in with bob and
 * x}, {@code login attempt [bob/x]}. It has to look like one that somebody chose.
 */
public final class LoginWords implements Detector {

    private static final int MOST_WORDS = 8;
    private static final int LONGEST_WORD = 64;
    private static final int SHORTEST = 8;
    private static final int JOINS = 1;
    private static final String ATTEMPT = "login attempt [";
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final WordTable WORDS =
            new WordTable.Builder().add(JOINS, "with and using then").build();

    @Override
    public String id() {
        return "login-words";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                ATTEMPT,
                "log in as",
                "log in with",
                "login as",
                "login with",
                "logged in as",
                "logged in with",
                "sign in as",
                "sign in with",
                "creds for",
                "credentials for",
                "login for",
                "login on",
                "access for");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (!Boundary.before(text, start)) {
            return end;
        }
        if (text.startsWithIgnoringCase(ATTEMPT, start)) {
            return attempt(text, end, found);
        }
        boolean joined = false;
        int i = BLANK.runEnd(text, end);
        for (int words = 0; words < MOST_WORDS; words++) {
            int wordEnd = wordEnd(text, i);
            int from = Quotes.isQuote(text.charAt(i)) ? i + 1 : i;
            int to = trimmedEnd(text, from, wordEnd);
            if (joined && isChosen(text, from, to)) {
                found.add(from, to);
                return to;
            }
            joined = (WORDS.roles(text, i, wordEnd) & JOINS) != 0
                    || text.substring(i, wordEnd).equals("/")
                    || text.substring(i, wordEnd).equals("//");
            i = BLANK.runEnd(text, wordEnd);
            if (i == wordEnd) {
                return end;
            }
        }
        return end;
    }

    /** As a honeypot logs it. */
    private static int attempt(Text text, int start, Spans found) {
        int slash = -1;
        int i = start;
        while (text.charAt(i) > ' ' && text.charAt(i) != ']' && i - start < LONGEST_WORD) {
            slash = slash < 0 && text.charAt(i) == '/' ? i : slash;
            i++;
        }
        if (slash > start && i > slash + 1 && text.charAt(i) == ']') {
            found.add(slash + 1, i);
        }
        return i;
    }

    private static int wordEnd(Text text, int start) {
        int i = start;
        while (i - start < LONGEST_WORD && text.charAt(i) > ' ') {
            i++;
        }
        return i;
    }

    private static int trimmedEnd(Text text, int start, int end) {
        int i = end;
        while (i > start && (Quotes.isQuote(text.charAt(i - 1)) || ".,;:)".indexOf(text.charAt(i - 1)) >= 0)) {
            i--;
        }
        return i;
    }

    /** Letters with digits, and a sign or both cases; no address and no name of a host or file. */
    private static boolean isChosen(Text text, int start, int end) {
        return Appearance.of(text, start, end).isChosen(SHORTEST)
                && !isAddress(text, start, end)
                && !Placeholders.has(text, start, end);
    }

    private static boolean isAddress(Text text, int start, int end) {
        for (int i = start + 1; i < end - 1; i++) {
            char c = text.charAt(i);
            if (c == '/' || (c == '.' && Ascii.isLetter(text.charAt(i + 1)))) {
                return true;
            }
        }
        return false;
    }
}
