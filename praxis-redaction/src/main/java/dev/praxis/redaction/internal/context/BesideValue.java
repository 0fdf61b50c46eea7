package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/** A value with nothing but white space between it and its name: a flag's, a directive's, one in a sentence. */
final class BesideValue {

    private static final int LONGEST_WORD = 32;
    private static final String PASS = "pass:";
    private static final int SETS = 2;
    private static final int OWNS = 4;
    private static final int NETRC = 8;
    private static final int WRITES = 16;
    private static final int MOST_OPTIONS = 2;
    private static final WordTable WORDS = new WordTable.Builder()
            .add(SETS, "env arg setenv setx export fastcgi_param uwsgi_param scgi_param")
            .add(WRITES, "set put add update create write define config declare typeset local readonly")
            .add(OWNS, "machine login user username account connect")
            .add(NETRC, "machine login account")
            .build();
    private static final Alphabet WORD = Alphabet.ALNUM.plus(Alphabet.of("_"));
    private static final Alphabet SHOUTED = Alphabet.range('A', 'Z').plus(Alphabet.of("_-0123456789"));
    private static final Alphabet DIGITS = Alphabet.of("0123456789");
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");

    private BesideValue() {}

    /** The secret beside a name whose value would start at an index, or null. */
    static @Nullable Value of(Text text, Name name, int start) {
        if (Sentence.hasLineEnd(text, name.end(), start)) {
            int counted = behindCount(text, start);
            return counted > start && name.startsLine(text)
                    ? hidden(text, name, Value.at(text, counted))
                    : Sentence.of(text, name, start);
        }
        if (isFlag(text, name)) {
            return flagged(text, name, start);
        }
        int dashes = text.charAt(start + 1) == '-' ? 2 : 1;
        if (text.charAt(start) == '-' && Ascii.isLetter(text.charAt(start + dashes))) {
            return null; // the flags of a program: sshpass -p …, oc login --token=…
        }
        @Nullable Value cell = name.strength() == NameStrength.STRONG ? TableRow.of(text, name, start) : null;
        if (cell != null) {
            return SecretCheck.hides(text, name, cell) ? cell : null;
        }
        @Nullable Value password = SlashPair.of(text, name, start);
        if (password != null) {
            return password;
        }
        @Nullable Value line = ProtocolLine.of(text, name, start);
        if (line != null) {
            return line;
        }
        if (name.strength() == NameStrength.STRONG && (isStatement(text, name, start) || isSql(text, name, start))) {
            return hidden(text, name, Value.at(text, start));
        }
        if (text.startsWithIgnoringCase("/t ", start)) {
            return registered(text, name, start);
        }
        @Nullable Value stored = DeviceSecret.of(text, name, start);
        if (stored != null) {
            return stored;
        }
        if (name.strength() == NameStrength.STRONG
                && BLANK.has(text.charAt(start - 1))
                && isDirective(text, name, start)) {
            @Nullable Value drawn = WholeWord.drawn(text, name, start);
            return drawn != null ? drawn : hidden(text, name, WholeWord.at(text, name, start));
        }
        return Sentence.of(text, name, start);
    }

    /** {@code reg add … /v DefaultPassword /t REG_SZ /d x}. */
    private static @Nullable Value registered(Text text, Name name, int start) {
        for (int i = start; i - start < LONGEST_WORD; i++) {
            if (text.startsWithIgnoringCase("/d ", i)) {
                return hidden(text, name, Value.at(text, i + 3));
            }
        }
        return null;
    }

    /** Behind {@code V 7} and the end of its line: the value of a pair that Subversion keeps. */
    private static int behindCount(Text text, int start) {
        if (!text.startsWith("V ", start)) {
            return start;
        }
        int end = DIGITS.runEnd(text, start + 2);
        return text.charAt(end) == '\n' && end > start + 2 ? end + 1 : start;
    }

    /** {@code secret "x";} on a line of its own. */
    private static boolean isStatement(Text text, Name name, int start) {
        if (Quotes.opening(text, start) < 0 || !name.startsLine(text)) {
            return false;
        }
        char after = text.charAt(Value.at(text, start).end() + 1);
        return after == ';' || after == '\n' || after == '\r' || after == Text.NONE;
    }

    /** {@code ALTER ROLE bob PASSWORD 'x'}. */
    private static boolean isSql(Text text, Name name, int start) {
        return text.charAt(start) == '\'' && name.is(text, "password") && Ascii.isUpper(text.charAt(name.end() - 1));
    }

    /** {@code --password}, {@code -token}: dashes before it, and nothing before them. */
    static boolean isFlag(Text text, Name name) {
        if (text.charAt(name.start()) != '-') {
            return false;
        }
        int second = text.charAt(name.start() + 1) == '-' ? name.start() + 2 : name.start() + 1;
        char before = text.charAt(name.start() - 1);
        return text.charAt(second) != '-' && (before <= ' ' || Quotes.isQuote(before) || "[(,=".indexOf(before) >= 0);
    }

    private static @Nullable Value flagged(Text text, Name name, int start) {
        if (!name.strength().isAtLeast(NameStrength.WEAK) || startsFlag(text, start) || isRedirection(text, start)) {
            return null;
        }
        @Nullable Value drawn = WholeWord.drawn(text, name, start);
        if (drawn != null) {
            return drawn;
        }
        boolean strong = name.strength() == NameStrength.STRONG;
        Value value = withoutKind(text, strong ? WholeWord.at(text, name, start) : Value.at(text, start));
        int wordEnd = WORD.runEnd(text, value.start());
        boolean help = !value.quoted() && wordEnd == value.end() && isHelp(text, value, start - name.end() > 1);
        return help ? null : hidden(text, name, value);
    }

    private static boolean isRedirection(Text text, int start) {
        return text.charAt(start) == '|' || text.startsWith("<<", start) || text.startsWith("&&", start);
    }

    /** {@code -pass pass:x}. */
    private static Value withoutKind(Text text, Value value) {
        boolean said = text.startsWith(PASS, value.start()) && value.end() - value.start() > PASS.length();
        return said ? new Value(value.start() + PASS.length(), value.end(), value.quoted()) : value;
    }

    /** {@code --password to log in with}, {@code --token TOKEN}, {@code --password  Password of the user}. */
    private static boolean isHelp(Text text, Value value, boolean column) {
        if (Prose.isFunctionWord(text, value.start(), value.end())) {
            return true;
        }
        boolean meta = SHOUTED.runEnd(text, value.start()) >= value.end()
                && SecretNames.strength(text, value.start(), value.end()).isAtLeast(NameStrength.WEAK);
        return meta || (column && Prose.at(text, value.start()));
    }

    private static boolean startsFlag(Text text, int start) {
        int quote = Quotes.opening(text, start);
        int i = quote < 0 ? start : quote + 1;
        boolean named = quote < 0 && text.charAt(i) == '-' && Ascii.isLetter(text.charAt(i + 1));
        int letters = i + 1;
        while (named && Ascii.isLower(text.charAt(letters)) && letters - i < LONGEST_WORD) {
            letters++;
        }
        return Flags.startsAt(text, i)
                || (named && letters > i + 2 && text.charAt(letters) <= ' ') // -storepasswd -new
                || (named && SecretNames.strength(text, i, WORD.runEnd(text, i + 1)) != NameStrength.NONE);
    }

    /** {@code ENV DB_PASSWORD x}, {@code set -x DB_PASSWORD x}, {@code kv put app/password x}, {@code login bob password x}. */
    private static boolean isDirective(Text text, Name name, int value) {
        int path = wordStart(text, name.start());
        int end = gapStart(text, path);
        int word = wordStart(text, end);
        if (end == path || word == end) {
            return false;
        }
        int verb = word;
        for (int options = 0; options < MOST_OPTIONS && text.charAt(verb) == '-'; options++) {
            verb = wordStart(text, gapStart(text, verb));
        }
        int roles = roles(text, verb, verb == word ? end : wordEnd(text, verb));
        if ((roles & SETS) != 0) {
            return true;
        }
        boolean chosen = isChosen(text, value);
        if ((roles & WRITES) != 0) {
            return chosen || verb < word || text.charAt(name.start() - 1) == '/';
        }
        int owner = wordStart(text, gapStart(text, word));
        owner = Quotes.isQuote(text.charAt(owner)) ? owner + 1 : owner;
        roles = owner < word ? roles(text, owner, wordEnd(text, owner)) : 0;
        boolean owned = (roles & OWNS) != 0 && Boundary.before(text, owner) && !Prose.isFunctionWord(text, word, end);
        return owned && ((roles & NETRC) != 0 || chosen);
    }

    private static boolean isChosen(Text text, int value) {
        Value password = Value.at(text, value);
        return Appearance.of(text, password.start(), password.end()).isPassword(false);
    }

    private static int roles(Text text, int start, int end) {
        return WORDS.roles(text, start, end);
    }

    private static int gapStart(Text text, int end) {
        return SPACE.runStart(text, end, Math.max(0, end - LONGEST_WORD));
    }

    private static int wordEnd(Text text, int start) {
        int i = start;
        while (i - start < LONGEST_WORD && text.charAt(i) > ' ') {
            i++;
        }
        return i;
    }

    private static int wordStart(Text text, int end) {
        int i = end;
        while (end - i < LONGEST_WORD && text.charAt(i - 1) > ' ') {
            i--;
        }
        return i;
    }

    private static @Nullable Value hidden(Text text, Name name, Value value) {
        return SecretCheck.hides(text, name, value) ? value : null;
    }
}
