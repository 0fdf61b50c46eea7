package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A line that is a name and its password and nothing else: {@code PASS x} of FTP (RFC 959) and its relatives, {@code AUTH x} of
 * Redis, {@code passphrase x} of a file or a dialogue. A prompt may stand before it.
 */
final class ProtocolLine {

    private static final int LONGEST_PROMPT = 48;
    private static final String TEST = "test"; // one that passed
    private static final int SHORTEST = 6;
    private static final int SHORTEST_WORD = 8;
    private static final int LONGEST_LOOK = 128;
    private static final Alphabet TAG = Alphabet.ALNUM.plus(Alphabet.of("."));
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final WordTable MECHANISMS = new WordTable.Builder()
            .add(
                    1,
                    "login plain cram-md5 digest-md5 scram-sha-1 scram-sha-256 tls ssl gssapi ntlm anonymous external oauthbearer xoauth2 spnego error failed")
            .build();

    private ProtocolLine() {}

    /** The password of such a line, whose name is known, behind which a word starts at an index; or null. */
    static @Nullable Value of(Text text, Name name, int start) {
        if (name.is(text, "login")) {
            return ofImap(text, name, start);
        }
        boolean pass = name.is(text, "pass");
        boolean auth = name.is(text, "auth");
        if (!pass && !auth && !name.isPassword(text)) {
            return null;
        }
        boolean prompted = isPrompted(text, name.start());
        if (!prompted && !name.startsLine(text)) {
            return null;
        }
        if (Quotes.isQuote(text.charAt(start))) {
            return null;
        }
        int end = wordEnd(text, start);
        int last = auth && !endsLine(text, end) ? BLANK.runEnd(text, end) : start; // AUTH user password
        int lastEnd = last == start ? end : wordEnd(text, last);
        if (!endsLine(text, lastEnd) || lastEnd == last || MECHANISMS.roles(text, last, lastEnd) != 0) {
            return null;
        }
        if (MECHANISMS.roles(text, start, end) != 0) { // AUTH PLAIN x (RFC 4954)
            Appearance looks = Appearance.of(text, last, lastEnd);
            boolean initial = looks.isPassword(true) || looks.isRandom(SHORTEST_WORD);
            return initial && lastEnd - last >= SHORTEST_WORD ? new Value(last, lastEnd, false) : null;
        }
        boolean none = Placeholders.has(text, last, lastEnd);
        return !none && isPassword(text, name, prompted, last, lastEnd) ? new Value(last, lastEnd, false) : null;
    }

    /** {@code a1 LOGIN bob x} (RFC 9051). */
    private static @Nullable Value ofImap(Text text, Name name, int start) {
        int tag = TAG.runStart(text, name.start() - 1, Math.max(0, name.start() - SHORTEST_WORD));
        boolean tagged =
                Ascii.isDigit(text.charAt(name.start() - 2)) && Lines.start(text, name.start(), LONGEST_LOOK) == tag;
        if (!tagged || !Ascii.isUpper(text.charAt(name.start()))) {
            return null;
        }
        int user = wordEnd(text, start);
        Value password = Value.at(text, BLANK.runEnd(text, user));
        boolean ends = endsLine(text, password.quoted() ? password.end() + 1 : password.end());
        boolean chosen = Appearance.of(text, password.start(), password.end()).isPassword(true);
        return ends && chosen && password.start() > user ? password : null;
    }

    private static boolean isPassword(Text text, Name name, boolean prompted, int last, int lastEnd) {
        boolean pass = name.is(text, "pass");
        boolean upper = Ascii.isUpper(text.charAt(name.start())) && Ascii.isUpper(text.charAt(name.end() - 1));
        boolean chosen = isChosen(text, last, lastEnd);
        if (pass || name.is(text, "auth")) {
            return (upper || prompted) && (chosen || prompted || (pass && isBehindUser(text, name.start())));
        }
        boolean word = lastEnd - last >= SHORTEST_WORD
                && text.startsWithIgnoringCase("phrase", name.end() - "phrase".length())
                && (Vocabulary.WORDS.roles(text, last, lastEnd) & Vocabulary.ABOUT) == 0;
        return chosen || word;
    }

    private static boolean isChosen(Text text, int start, int end) {
        Appearance looks = Appearance.of(text, start, end);
        return end - start >= SHORTEST
                && !text.startsWithIgnoringCase(TEST, start)
                && looks.isPassword(false)
                && !PublicValues.isName(text, start, end);
    }

    /** {@code redis> AUTH x}, {@code 10.0.0.1:6379> AUTH x}, {@code C: PASS x}. */
    private static boolean isPrompted(Text text, int name) {
        int i = BLANK.runStart(text, name, Math.max(0, name - LONGEST_PROMPT));
        char sign = text.charAt(i - 1);
        if (i == name || (sign != '>' && !(sign == ':' && Ascii.isUpper(text.charAt(i - 2))))) {
            return false;
        }
        int limit = Math.max(0, i - LONGEST_PROMPT);
        while (i > limit && text.charAt(i - 1) > ' ') {
            i--;
        }
        return text.charAt(i - 1) == '\n' || text.charAt(i - 1) == Text.NONE;
    }

    /** Whether the line before says who comes in. */
    private static boolean isBehindUser(Text text, int name) {
        int line = Lines.start(text, name, LONGEST_LOOK);
        int before = Lines.start(text, text.charAt(line - 2) == '\r' ? line - 2 : line - 1, LONGEST_LOOK);
        return line > before && text.startsWith("USER ", before);
    }

    private static int wordEnd(Text text, int start) {
        int i = start;
        while (i - start < LONGEST_LOOK && text.charAt(i) > ' ') {
            i++;
        }
        return i;
    }

    private static boolean endsLine(Text text, int index) {
        return Lines.ends(text.charAt(BLANK.runEnd(text, index)));
    }
}
