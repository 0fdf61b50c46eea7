package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value that says nothing of itself, with a remark that does: a comment above it or behind it ({@code # api key of the shop}),
 * a line that announces it ({@code the following password:}), or the command that printed it. It has to look like a secret.
 */
public final class Remarks implements Detector {

    private static final int LONGEST_LINE = 240;
    private static final int LONGEST_NAME = 48;
    private static final int ADDRESS = 42;
    private static final int SHORTEST_RANDOM = 16;
    private static final int SHORTEST_PASSWORD = 8;
    private static final List<String> PASSWORDS =
            List.of("password", "passwd", "passphrase", "passcode", "credential", "pass", "pw");
    private static final List<String> TOKENS = List.of(
            "secret", "token", "api key", "apikey", "api hash", "access key", "private key", "signing key", "key");
    private static final List<String> COMMENTS = List.of("#", "//", "--", ";", "/*", "*", "<!--", "rem ");
    private static final List<String> TRAILING = List.of(" # ", " // ", " -- ", " /* ");
    private static final List<String> DECLARATIONS = List.of(
            "const ", "let ", "var ", "final ", "static ", "private ", "public ", "export ", "string ", "char ");
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet LINE_END = Alphabet.of("\r\n");
    /** What stands behind a word of a sentence or a command; behind a name that is bound to a value there are other signs. */
    private static final Alphabet ENDS_WORD = Alphabet.of(" \t\r\n\0,.;:?!)]}");

    private static final Alphabet NAME = Alphabet.ALNUM.plus(Alphabet.of("_-.$"));

    @Override
    public String id() {
        return "remarked-value";
    }

    @Override
    public List<String> anchors() {
        return Stream.of(PASSWORDS, TOKENS).flatMap(List::stream).toList();
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int wordEnd = text.charAt(end) == 's' ? end + 1 : end;
        if (!ENDS_WORD.has(text.charAt(wordEnd)) || !Boundary.before(text, start) || isPublic(text, start)) {
            return end;
        }
        int line = lineStart(text, start);
        int lineEnd = lineEnd(text, wordEnd);
        if (line < 0 || lineEnd < 0) {
            return end;
        }
        boolean password = PASSWORDS.stream().anyMatch(word -> text.startsWithIgnoringCase(word, start));
        @Nullable Value value = commented(text, line, start, lineEnd, password);
        if (value != null) {
            found.add(value.start(), value.end());
        }
        return end;
    }

    private static boolean isPublic(Text text, int start) {
        return text.startsWithIgnoringCase("public ", start - "public ".length());
    }

    private static @Nullable Value commented(Text text, int line, int anchor, int lineEnd, boolean password) {
        int first = BLANK.runEnd(text, line);
        boolean said = saysMore(text, anchor, lineEnd);
        if (startsComment(text, first)) {
            return said ? null : assignedBelow(text, lineEnd, password);
        }
        int trailing = trailing(text, line, anchor);
        if (trailing >= 0) {
            return said ? null : before(text, line, trailing);
        }
        if (text.charAt(BLANK.runStart(text, lineEnd, line) - 1) == '?') {
            return password ? answer(text, Lines.next(text, lineEnd)) : null;
        }
        boolean announces = text.charAt(BLANK.runStart(text, lineEnd, line) - 1) == ':';
        boolean command = text.startsWith("$ ", first) || text.startsWith("PS ", first);
        return announces || command ? aloneBelow(text, lineEnd) : null;
    }

    /** Whether a name and its value follow on the line itself, which others look at. */
    private static boolean saysMore(Text text, int from, int lineEnd) {
        for (int i = from; i < lineEnd; i++) {
            char c = text.charAt(i);
            if (c == '=' || (c == ':' && BLANK.runEnd(text, i + 1) < lineEnd)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsComment(Text text, int first) {
        boolean armour = text.startsWith("---", first); // -----BEGIN PGP PUBLIC KEY BLOCK-----
        if (armour) {
            return false;
        }
        for (String sign : COMMENTS) {
            if (text.startsWithIgnoringCase(sign, first)) {
                return true;
            }
        }
        return false;
    }

    private static int trailing(Text text, int line, int anchor) {
        for (int i = anchor - 1; i > line; i--) {
            if (text.charAt(i - 1) == ' ' && startsTrailing(text, i - 1)) {
                return i - 1;
            }
        }
        return -1;
    }

    private static boolean startsTrailing(Text text, int blank) {
        for (String sign : TRAILING) {
            if (text.startsWith(sign, blank)) {
                return true;
            }
        }
        return false;
    }

    /** The last string before a comment, or what is assigned right before it. */
    private static @Nullable Value before(Text text, int line, int comment) {
        int end = BLANK.runStart(text, comment + 1, line);
        int i = end;
        while (i > line && !Quotes.isQuote(text.charAt(i - 1))) {
            i--;
        }
        if (i == line) {
            int from = end;
            while (from > line && text.charAt(from - 1) > ' ' && text.charAt(from - 1) != '=') {
                from--;
            }
            Value bare = new Value(from, end, false);
            boolean assigned = "=:".indexOf(text.charAt(BLANK.runStart(text, from, line) - 1)) >= 0;
            return assigned && isSecret(text, bare, false) ? bare : null;
        }
        char quote = text.charAt(i - 1);
        int start = i - 1;
        while (start > line && text.charAt(start - 1) != quote) {
            start--;
        }
        Value value = new Value(start, i - 1, true);
        return start > line && isSecret(text, value, false) ? value : null;
    }

    /** {@code name = "value"} or a value alone on the next line. */
    private static @Nullable Value assignedBelow(Text text, int lineEnd, boolean password) {
        int i = BLANK.runEnd(text, Lines.next(text, lineEnd));
        int name = behindDeclarations(text, i);
        int nameEnd = NAME.runEnd(text, name);
        int sign = BLANK.runEnd(text, nameEnd);
        int value = behindSign(text, sign);
        if (nameEnd == name || nameEnd - name > LONGEST_NAME || value == sign) {
            return aloneBelow(text, lineEnd);
        }
        if (SecretNames.tellsAbout(text, name, nameEnd)) {
            return null;
        }
        Value below = Value.at(text, BLANK.runEnd(text, value));
        return isSecret(text, below, password && below.quoted()) ? below : null;
    }

    private static int behindDeclarations(Text text, int from) {
        int i = from;
        boolean more = true;
        while (more) {
            more = false;
            for (String word : DECLARATIONS) {
                if (text.startsWithIgnoringCase(word, i)) {
                    i += word.length();
                    more = true;
                }
            }
        }
        return i;
    }

    private static int behindSign(Text text, int sign) {
        if (text.startsWith(":=", sign)) {
            return sign + 2;
        }
        char c = text.charAt(sign);
        return (c == '=' && text.charAt(sign + 1) != '=') || (c == ':' && text.charAt(sign + 1) == ' ')
                ? sign + 1
                : sign;
    }

    /** The first word that somebody answers with: {@code <bob> x}, {@code [10:03] bob: x}. */
    private static @Nullable Value answer(Text text, int line) {
        int i = BLANK.runEnd(text, line);
        char first = text.charAt(i);
        if (first == '[' || first == '<') {
            while (text.charAt(i) >= ' '
                    && i - line < LONGEST_NAME
                    && (text.charAt(i) != ']' && text.charAt(i) != '>')) {
                i++;
            }
            i = BLANK.runEnd(text, i + 1);
        }
        int nickEnd = NAME.runEnd(text, i);
        i = text.charAt(nickEnd) == ':' ? BLANK.runEnd(text, nickEnd + 1) : i;
        int end = i;
        while (text.charAt(end) > ' ') {
            end++;
        }
        return Appearance.of(text, i, end).isChosen(SHORTEST_PASSWORD) && !Placeholders.has(text, i, end)
                ? new Value(i, end, false)
                : null;
    }

    /** A word that has a line below to itself; an empty line may stand between. */
    private static @Nullable Value aloneBelow(Text text, int lineEnd) {
        int start = BLANK.runEnd(text, Lines.next(text, lineEnd));
        if (LINE_END.has(text.charAt(start))) {
            start = BLANK.runEnd(text, Lines.next(text, start));
        }
        int end = start;
        while (text.charAt(end) > ' ') {
            end++;
        }
        Value value = new Value(start, end, false);
        boolean alone = lineEnd(text, BLANK.runEnd(text, end)) == BLANK.runEnd(text, end);
        return end > start && alone && isSecret(text, value, false) ? value : null;
    }

    private static boolean isSecret(Text text, Value value, boolean chosen) {
        Appearance looks = Appearance.of(text, value.start(), value.end());
        boolean drawn = looks.isRandom(SHORTEST_RANDOM) && !looks.isUuid() && looks.isOneWord();
        boolean password = chosen && looks.isPassword(SHORTEST_PASSWORD) && (looks.hasCases() || looks.hasSigns());
        return (drawn || password)
                && !looks.hasBlank()
                && !looks.isAlphabet()
                && !looks.hasManySlashes()
                && !Placeholders.has(text, value.start(), value.end())
                && !isAddress(text, value)
                && !PublicValues.isDigest(text, value.start())
                && !PublicValues.startAt(text, value.start())
                && !PublicValues.isName(text, value.start(), value.end())
                && !PublicValues.isResource(text, value.start(), value.end());
    }

    /** An account of Ethereum, which is public; its key is longer. */
    private static boolean isAddress(Text text, Value value) {
        return value.end() - value.start() == ADDRESS && text.startsWithIgnoringCase("0x", value.start());
    }

    private static int lineStart(Text text, int from) {
        int i = from;
        while (i > 0 && !LINE_END.has(text.charAt(i - 1))) {
            i--;
            if (from - i > LONGEST_LINE) {
                return -1;
            }
        }
        return i;
    }

    private static int lineEnd(Text text, int from) {
        int i = from;
        while (text.has(i) && !LINE_END.has(text.charAt(i))) {
            i++;
            if (i - from > LONGEST_LINE) {
                return -1;
            }
        }
        return i;
    }
}
