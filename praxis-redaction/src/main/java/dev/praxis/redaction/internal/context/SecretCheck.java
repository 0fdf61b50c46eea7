package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Text;

/** Whether the value under a name is a secret, or stands where a secret belongs and is none. */
final class SecretCheck {

    private static final int SHORTEST_RANDOM = 12;
    private static final int SHORTEST_UNDER_KEY = 20;
    private static final int SHORTEST_LITERAL = 6;
    private static final int SHORTEST_CHOSEN = 10; // longer than cram-md5
    private static final int LONGEST_COUNT = 3;
    private static final int WORDS_OF_SENTENCE = 5;
    private static final int MOST_JOINTS = 8;

    private static final Alphabet BLANK = Alphabet.of(" ");

    private SecretCheck() {}

    /** Whether a value that is assigned to a name is to be hidden. */
    static boolean hides(Text text, Name name, Value value) {
        if (isNone(text, name, value)) {
            return false;
        }
        if (name.strength() == NameStrength.STRONG) {
            return !name.parsed() || isRandom(text, value, SHORTEST_RANDOM);
        }
        if (PublicValues.isDigest(text, value.start())) {
            return false;
        }
        Appearance looks = Appearance.of(text, value.start(), value.end());
        return switch (name.strength().isAtLeast(name.phrase()) ? name.strength() : name.phrase()) {
            case STRONG -> true;
            case WEAK ->
                name.strength() == NameStrength.WEAK
                        ? (looks.isRandom(SHORTEST_RANDOM)
                                        || looks.isLongRun()
                                        || (name.isAuthentication(text)
                                                && isLong(value)
                                                && looks.isPassword(value.quoted())))
                                && !looks.hasManySlashes()
                                && !isExpression(text, name, looks)
                        : looks.isRandom(SHORTEST_UNDER_KEY) && !looks.isUuid();
            case BARE ->
                !text.startsWithIgnoringCase("public ", name.start() - "public ".length())
                        && looks.isRandom(SHORTEST_UNDER_KEY)
                        && !looks.isUuid()
                        && !looks.isHex()
                        && !looks.hasManySlashes();
            case NONE -> false;
        };
    }

    /** Whether a string beside a name in code is to be hidden, where as well any other string could stand. */
    static boolean hidesLiteral(Text text, Name name, Value value, Bond.Kind kind) {
        if (isNone(text, name, value) || hasSpace(text, value) || text.startsWith("\\u", value.start())) {
            return false;
        }
        if (kind == Bond.Kind.CALLED && !name.endsInSecret(text) && !name.isCompared(text)) {
            return false; // password.encode("latin1")
        }
        Appearance looks = Appearance.of(text, value.start(), value.end());
        if (name.strength() != NameStrength.STRONG) {
            return name.strength() == NameStrength.WEAK && looks.isRandom(SHORTEST_RANDOM);
        }
        boolean sets = kind == Bond.Kind.ARGUMENT && Call.sets(text, name.start());
        boolean mixed = looks.isMixed() && (looks.hasDigit() || looks.hasSigns());
        return sets || (value.end() - value.start() >= SHORTEST_LITERAL && mixed);
    }

    private static boolean isLong(Value value) {
        return value.end() - value.start() >= SHORTEST_CHOSEN;
    }

    /** {@code NAME_PAT = r"[a-z]+"}: a pattern and no token. */
    private static boolean isExpression(Text text, Name name, Appearance looks) {
        return looks.hasSigns() && text.startsWithIgnoringCase("pat", name.end() - 3);
    }

    /** A colour of a style, the key of a menu. */
    private static boolean isStyle(Text text, Name name, Value value) {
        int length = value.end() - value.start();
        boolean colour = text.charAt(value.start()) == '#'
                && (length == 4 || length == 7 || length == 9)
                && Appearance.of(text, value.start() + 1, value.end()).isHexDigits();
        return colour || (length == 1 && name.is(text, "accesskey"));
    }

    static boolean isRandom(Text text, Value value, int shortest) {
        return Appearance.of(text, value.start(), value.end()).isRandom(shortest);
    }

    /** Whether a header has nothing but the name of a scheme, or a placeholder behind it: {@code Bearer %s}. */
    static boolean isEmptyHeader(Text text, Value value) {
        int scheme = value.start();
        while (scheme < value.end() && Ascii.isLetter(text.charAt(scheme))) {
            scheme++;
        }
        int from = scheme;
        while (from < value.end() && text.charAt(from) == ' ') {
            from++;
        }
        boolean behind = from > scheme && Placeholders.has(text, from, value.end());
        return behind || Placeholders.has(text, value.start(), value.end());
    }

    /** Whether a sentence stands where a value is expected. */
    static boolean isProse(Text text, int start) {
        return Prose.at(text, start);
    }

    /** Whether a value is a placeholder, code, a sentence, or an answer to something else. */
    private static boolean isNone(Text text, Name name, Value value) {
        int start = value.start();
        int end = value.end();
        if (value.quoted() && text.charAt(start - 1) == '`' && text.charAt(start - 2) == '=' && hasSpace(text, value)) {
            return true; // a command of a shell
        }
        if (Placeholders.has(text, start, end) || isNameItself(text, name, value) || isPrompt(text, name, value)) {
            return true;
        }
        if (isStyle(text, name, value)) {
            return true;
        }
        if (value.quoted()) {
            return isTokenWord(text, name, value)
                    || Expressions.isReference(text, start, end)
                    || (hasSpace(text, value) && Prose.in(text, start, end, WORDS_OF_SENTENCE));
        }
        return (end - start == 1 && !Ascii.isLetter(text.charAt(start)))
                || Expressions.isWordInCode(text, start, end)
                || Expressions.isPair(text, start, end)
                || Expressions.isCmdlet(text, start, end)
                || isTalk(text, name, value)
                || isNumbered(text, name, value)
                || isRecord(text, name, value)
                || Expressions.at(text, start, end)
                || Expressions.isVariable(text, start, end)
                || isWorkingDirectory(text, name, start);
    }

    /** Plain words where a token would stand, or words behind a colon in a sentence: nobody's secret. */
    private static boolean isTalk(Text text, Name name, Value value) {
        int end = value.end();
        if (isTokenWord(text, name, value)) {
            return true;
        }
        if (text.charAt(end) != ' ') {
            return false;
        }
        boolean word = Appearance.of(text, value.start(), end).isWord();
        boolean named = word && SecretNames.strength(text, value.start(), end).isAtLeast(NameStrength.WEAK);
        if (named && text.charAt(end) == ' ' && isFollowedByWord(text, end + 1)) {
            return true; // passwd: password updated
        }
        boolean count = end - value.start() <= LONGEST_COUNT
                && Appearance.of(text, value.start(), end).isNumber();
        if (count && text.charAt(end) == ' ' && isFollowedByWord(text, end + 1)) {
            return true; // passwords: 12 changed
        }
        int gap = BLANK.runStart(text, value.start(), name.end());
        boolean spaced = gap < value.start() && text.charAt(gap - 1) == ':';
        if (!spaced || name.startsLine(text) || text.charAt(end) != ' ') {
            return false;
        }
        return (word && isFollowedByWord(text, end + 1)) || Prose.at(text, value.start());
    }

    /** {@code OID_ENC_KEY = 143}: a number of a list of names. */
    private static boolean isNumbered(Text text, Name name, Value value) {
        return value.end() - value.start() <= LONGEST_COUNT
                && text.startsWithIgnoringCase("key", name.end() - "key".length())
                && Appearance.of(text, value.start(), value.end()).isNumber();
    }

    /** {@code "input_token": "NextToken"}: a word under a token, of a parser or of pages. */
    private static boolean isTokenWord(Text text, Name name, Value value) {
        return text.startsWithIgnoringCase("token", name.end() - "token".length())
                && (Appearance.of(text, value.start(), value.end()).isWord()
                        || Expressions.isTypeName(text, value.start(), value.end()));
    }

    private static boolean isFollowedByWord(Text text, int start) {
        int i = start;
        while (Ascii.isLetter(text.charAt(i))) {
            i++;
        }
        return i > start && ":=".indexOf(text.charAt(i)) < 0;
    }

    /** {@code pw_name:pw_passwd:pw_uid}: fields that colons part, not a name and its value. */
    private static boolean isRecord(Text text, Name name, Value value) {
        boolean joined = text.charAt(name.start() - 1) == ':' && text.charAt(value.start() - 1) == ':';
        return joined && value.start() == name.end() + 1 && !isRandom(text, value, SHORTEST_RANDOM);
    }

    /** {@code password=password}, {@code token: token}, {@code RSA_PRIVATE_KEY = "RSA PRIVATE KEY"}. */
    private static boolean isNameItself(Text text, Name name, Value value) {
        int length = value.end() - value.start();
        if (length < 2 || length > name.end() - name.start() + MOST_JOINTS) {
            return false;
        }
        int i = name.end();
        int j = value.end();
        while (true) {
            i = behindLetter(text, name.start(), i);
            j = behindLetter(text, value.start(), j);
            if (j == value.start() || i == name.start()) {
                return j == value.start() || isWordOf(text, name, value);
            }
            if (Ascii.lower(text.charAt(i - 1)) != Ascii.lower(text.charAt(j - 1))) {
                return isWordOf(text, name, value);
            }
            i--;
            j--;
        }
    }

    /** Goes back over what joins words. */
    private static int behindLetter(Text text, int start, int from) {
        int i = from;
        while (i > start && "_-. ".indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        return i;
    }

    /** {@code PASSWORD_KEY = "password"}: the name of a field, which is one of the words of a longer name. */
    private static boolean isWordOf(Text text, Name name, Value value) {
        int length = value.end() - value.start();
        if (!SecretNames.strength(text, value.start(), value.end()).isAtLeast(NameStrength.WEAK)) {
            return false;
        }
        for (int from = name.start(); from + length <= name.end(); from++) {
            int i = 0;
            while (i < length && Ascii.lower(text.charAt(from + i)) == Ascii.lower(text.charAt(value.start() + i))) {
                i++;
            }
            if (i == length && Boundary.isWord(text, from, from + length)) {
                return true;
            }
        }
        return false;
    }

    /** The result of a test is called PASS. */
    private static boolean isPrompt(Text text, Name name, Value value) {
        if (value.quoted() || !name.is(text, "pass") || text.charAt(name.end()) == '=') {
            return false;
        }
        if (text.charAt(name.start() - 1) == '/') {
            return false; // cmdkey /pass:x
        }
        boolean counted =
                Appearance.of(text, value.start(), value.end()).isNumber() && isFollowedByCount(text, value.end());
        return counted || Ascii.isUpper(text.charAt(name.start())) || !(name.startsLine(text) || isChosen(text, value));
    }

    /** {@code pass: 12, fail: 0}. */
    private static boolean isFollowedByCount(Text text, int end) {
        int word = text.charAt(end) == ',' || text.charAt(end) == ';' ? end + 1 : end;
        word = text.charAt(word) == ' ' ? word + 1 : word;
        return text.startsWithIgnoringCase("fail", word)
                || text.startsWithIgnoringCase("skip", word)
                || text.startsWithIgnoringCase("warn", word)
                || text.startsWithIgnoringCase("err", word);
    }

    private static boolean isChosen(Text text, Value value) {
        boolean longEnough = value.end() - value.start() >= SHORTEST_LITERAL;
        return longEnough && Appearance.of(text, value.start(), value.end()).isPassword(false);
    }

    private static boolean isWorkingDirectory(Text text, Name name, int start) {
        char first = text.charAt(start);
        return (first == '/' || first == '~') && (name.is(text, "pwd") || name.is(text, "oldpwd"));
    }

    private static boolean hasSpace(Text text, Value value) {
        for (int i = value.start(); i < value.end(); i++) {
            if (text.charAt(i) <= ' ') {
                return true;
            }
        }
        return false;
    }
}
