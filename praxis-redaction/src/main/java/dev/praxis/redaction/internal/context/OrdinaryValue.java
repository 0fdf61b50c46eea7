package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** What stands under the name of a secret and is none, by what it looks like and where it stands. */
final class OrdinaryValue {

    private static final int SHORTEST_DRAWN = 24;
    private static final int FEWEST_TURNS = 10;
    private static final int ALL_KINDS = 7;
    private static final int SHORTEST_RANDOM = 12;
    private static final int LONGEST_COUNT = 3;
    private static final int WORDS_OF_SENTENCE = 5;

    private static final int LONGEST_TEMPLATE = 64;
    private static final Alphabet CODE_END = Alphabet.of("(){}[];,");
    private static final Alphabet WORDS = Alphabet.range('a', 'z').plus(Alphabet.of("-"));

    private OrdinaryValue() {}

    /** Whether a value is a placeholder, code, a sentence, or an answer to something else. */
    static boolean under(Text text, Name name, Value value) {
        int start = value.start();
        int end = value.end();
        if (isDrawn(text, value)) {
            return PublicValues.isHashed(text, start)
                    || isChecksum(text, name, value)
                    || Heading.makesPublic(text, name, value);
        }
        if (value.quoted()
                && text.charAt(start - 1) == '`'
                && text.charAt(start - 2) == '='
                && SecretCheck.hasSpace(text, value)) {
            return true; // a command of a shell
        }
        if (Placeholders.has(text, start, end)
                || NameAsValue.is(text, name, value)
                || Talk.isResult(text, name, value)) {
            return true;
        }
        if (isStyle(text, name, value) || PublicValues.isHashed(text, start) || Stamps.isVersion(text, name, value)) {
            return true;
        }
        if (isChecksum(text, name, value)) {
            return true;
        }
        if (isOfShell(text, name, start) || Heading.makesPublic(text, name, value)) {
            return true;
        }
        if (value.quoted()) {
            return isAttributeWord(text, name, value)
                    || References.isObject(text, name, value)
                    || isTokenWord(text, name, value)
                    || References.is(text, start, end)
                    || (SecretCheck.hasSpace(text, value) && Prose.in(text, start, end, WORDS_OF_SENTENCE));
        }
        return (end - start == 1 && !Ascii.isLetter(text.charAt(start)))
                || Expressions.isWordInCode(text, start, end)
                || Expressions.isPair(text, start, end, name.isPassword(text) && name.startsLine(text))
                || Expressions.isCmdlet(text, start, end)
                || isTokenWord(text, name, value)
                || isSetting(text, name, value)
                || Talk.is(text, name, value)
                || isNumbered(text, name, value)
                || Stamps.isTime(text, value)
                || isMinified(text, value)
                || isRecord(text, name, value)
                || isLookedUp(text, value)
                || References.isObject(text, name, value)
                || Stamps.isPackage(text, value)
                || Expressions.at(text, start, end)
                || Expressions.isVariable(text, start, end)
                || isWorkingDirectory(text, name, start);
    }

    /** Letters of both cases and digits, too random for anything but a secret or a digest: most secrets, decided early. */
    private static boolean isDrawn(Text text, Value value) {
        if (value.end() - value.start() < SHORTEST_DRAWN || Alphabet.ALNUM.runEnd(text, value.start()) < value.end()) {
            return false;
        }
        int turns = 0;
        int before = kind(text.charAt(value.start()));
        int kinds = before;
        for (int i = value.start() + 1; i < value.start() + SHORTEST_DRAWN; i++) {
            int kind = kind(text.charAt(i));
            turns += kind == before ? 0 : 1;
            kinds |= kind;
            before = kind;
            if (kinds == ALL_KINDS && turns >= FEWEST_TURNS) {
                return true;
            }
        }
        return false;
    }

    /** A digit, a capital or a small letter; without a branch, which would be guessed wrong as often as right. */
    private static int kind(char c) {
        return 1 << (c >> 6) << (c >> 5 & c >> 6);
    }

    /** A colour of a style, the key of a menu. */
    private static boolean isStyle(Text text, Name name, Value value) {
        int length = value.end() - value.start();
        boolean colour = text.charAt(value.start()) == '#'
                && (length == 4 || length == 7 || length == 9)
                && Appearance.of(text, value.start() + 1, value.end()).isHexDigits();
        return colour || (length == 1 && name.is(text, "accesskey"));
    }

    /** {@code checksum/secret: 3f1c…}: by which a chart sees that a secret changed. */
    private static boolean isChecksum(Text text, Name name, Value value) {
        return text.startsWithIgnoringCase("checksum/", name.start() - "checksum/".length())
                && Appearance.of(text, value.start(), value.end()).isHexDigits();
    }

    /** {@code ${PASSWORD:?required}}: what a shell says when there is none, or puts there when there is. */
    private static boolean isOfShell(Text text, Name name, int start) {
        return text.startsWith("${", name.start() - 2)
                && "?+".indexOf(text.charAt(start)) >= 0
                && (start == name.end() || (start == name.end() + 1 && text.charAt(name.end()) == ':'));
    }

    /** {@code n.pass=k,n})}: names of one letter or two, with code around them. */
    private static boolean isMinified(Text text, Value value) {
        int end = value.end();
        int i = value.start();
        int names = 0;
        while (i < end && Ascii.isLetter(text.charAt(i))) {
            int nameEnd = Math.min(end, Alphabet.ALNUM.runEnd(text, i));
            if (nameEnd - i > 2) {
                return false;
            }
            names++;
            i = nameEnd < end && text.charAt(nameEnd) == ',' ? nameEnd + 1 : nameEnd;
        }
        boolean closed = i < end || ")}".indexOf(text.charAt(end)) >= 0;
        return names > 0 && (names > 1 || closed) && CODE_END.runEnd(text, i) >= end;
    }

    /** {@code data-token="lock-icon"}: words in an attribute that says how a page looks. */
    private static boolean isAttributeWord(Text text, Name name, Value value) {
        return text.startsWith("data-", name.start())
                && WORDS.runEnd(text, value.start()) >= value.end()
                && text.charAt(name.end()) == '=';
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

    /** {@code "Jwt:Key"}: a setting by its path. */
    private static boolean isSetting(Text text, Name name, Value value) {
        return value.start() == name.end() + 1
                && text.charAt(name.end()) == ':'
                && name.is(text, "jwt")
                && Quotes.isQuote(text.charAt(name.start() - 1))
                && Vocabulary.WORDS.roles(text, value.start(), value.end()) != 0;
    }

    /** {@code pw_name:pw_passwd:pw_uid}: fields that colons part, not a name and its value. */
    private static boolean isRecord(Text text, Name name, Value value) {
        boolean joined = text.charAt(name.start() - 1) == ':' && text.charAt(value.start() - 1) == ':';
        return joined && value.start() == name.end() + 1 && !SecretCheck.isRandom(text, value, SHORTEST_RANDOM);
    }

    /** {@code {{ lookup('hashi_vault', 'secret=secret/data/db:password') }}}: a path in a template that is filled later. */
    private static boolean isLookedUp(Text text, Value value) {
        int parts = 0;
        for (int i = value.start(); i < value.end(); i++) {
            char c = text.charAt(i);
            if (!Ascii.isLetter(c) && "/_-.:".indexOf(c) < 0) {
                return false;
            }
            parts += c == '/' ? 1 : 0;
        }
        if (parts == 0) {
            return false;
        }
        int i = value.start();
        while (value.start() - i < LONGEST_TEMPLATE && text.charAt(i) >= ' ' && text.charAt(i) != '}') {
            if (text.startsWith("{{", i)) {
                return true;
            }
            i--;
        }
        return false;
    }

    private static boolean isWorkingDirectory(Text text, Name name, int start) {
        char first = text.charAt(start);
        return (first == '/' || first == '~') && (name.is(text, "pwd") || name.is(text, "oldpwd"));
    }
}
