package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Markers;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A secret that a sentence tells: {@code the password for bob is x}, {@code password changed to x},
 * {@code using password "x"}, {@code ACME KEY x}. It has to look like one, since sentences speak of secrets all the time.
 */
final class Sentence {

    private static final int SHORTEST_TOKEN = 16;
    private static final int SHORTEST_SECRET = 12;
    private static final int SHORTEST_CHOSEN = 8;
    private static final int SHORTEST_SAID = 6;
    private static final int SHORTEST_NUMBER = 4;
    private static final int LONGEST_NUMBER = 12;
    private static final int LONGEST_JUMBLED = 64;
    private static final int MOST_WORDS = 7;
    private static final int LONGEST_WORD = 32;
    private static final int SAYS = 1;
    private static final int ALGORITHM = 2;
    private static final WordTable WORDS = new WordTable.Builder()
            .add(SAYS, "is was to value as equals be now lautet ist war est es era fue jest foi ficou")
            .add(ALGORITHM, """
                    sha1 sha224 sha256 sha384 sha512 sha3 md4 md5 base32 base64 base64url utf8 utf16 ascii7 x509 ed25519 rsa2048
                    rsa4096 aes128 aes256 oauth1 oauth2 http2 ipv4 ipv6 pkcs1 pkcs7 pkcs8 pkcs11 pkcs12 bcrypt argon2 pbkdf2
                    """)
            .build();
    private static final Alphabet OCTAL = Alphabet.range('0', '7');
    private static final Alphabet BLANK = Alphabet.of(" \t");

    private Sentence() {}

    /** The secret that is told behind a name, from an index on, or null. */
    static @Nullable Value of(Text text, Name name, int start) {
        if (text.charAt(name.start()) == '.' || "/\\".indexOf(text.charAt(name.start() - 1)) >= 0) {
            return null; // ~/.pgpass, \Credential Providers
        }
        NameStrength strength = name.strength().isAtLeast(name.phrase()) ? name.strength() : name.phrase();
        boolean ordinary = name.phrase() == NameStrength.NONE && name.strength() != NameStrength.STRONG;
        if (ordinary || !strength.isAtLeast(NameStrength.WEAK)) {
            return null;
        }
        boolean strong = strength == NameStrength.STRONG;
        Value beside = trimmed(text, Value.at(text, start));
        boolean nextLine = hasLineEnd(text, name.end(), start);
        if (nextLine && hasColon(text, beside)) {
            return null; // a record below a line of names
        }
        boolean told = isTold(text, name, beside, strong) || (!nextLine && isHeldBy(text, name, beside));
        @Nullable Value value = told ? beside : strong && !nextLine ? said(text, name, start) : null;
        if (value == null) {
            return null;
        }
        boolean drawn = !value.quoted()
                && Appearance.of(text, value.start(), value.end()).isDrawn()
                && jumbled(text, value.start()) != null
                && !Placeholders.has(text, value.start(), value.end());
        return drawn || SecretCheck.hides(text, name, value) ? value : null;
    }

    private static boolean hasColon(Text text, Value value) {
        for (int i = value.start(); i < value.end(); i++) {
            if (text.charAt(i) == ':') {
                return true;
            }
        }
        return false;
    }

    /** Whether a line ends between two indexes. */
    static boolean hasLineEnd(Text text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Arguments.isLineEnd(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether what stands directly behind a name is its value although nothing says so. */
    private static boolean isHeldBy(Text text, Name name, Value value) {
        Appearance looks = Appearance.of(text, value.start(), value.end());
        int length = value.end() - value.start();
        if (name.isCode(text) && looks.isNumber() && length >= SHORTEST_NUMBER && length <= LONGEST_NUMBER) {
            return true; // the passcode 483920
        }
        boolean password = name.strength() == NameStrength.STRONG && looks.isPassword(value.quoted());
        if (!password || isAlgorithm(text, value)) {
            return false;
        }
        return value.quoted()
                ? length >= SHORTEST_SAID
                : length >= SHORTEST_CHOSEN && name.isPassword(text) && looks.hasCases();
    }

    /** Whether a value is random enough to be a secret wherever a name of one stands before it. */
    private static boolean isTold(Text text, Name name, Value value, boolean strong) {
        Appearance looks = Appearance.of(text, value.start(), value.end());
        boolean random = looks.isRandom(strong ? SHORTEST_SECRET : SHORTEST_TOKEN) || (strong && looks.isLongRun());
        boolean called = text.charAt(value.end() - 1) == ')' && text.charAt(value.end() - 2) == '(';
        return random && !called && (strong || !looks.isUuid() || name.isShouted(text)) && !looks.hasManySlashes();
    }

    /** The value behind a word that says what the secret is, when it looks like one, or null. */
    private static @Nullable Value said(Text text, Name name, int start) {
        int i = start;
        for (int words = 0; words < MOST_WORDS; words++) {
            int end = i;
            while (end - i < LONGEST_WORD && text.charAt(end) > ' ' && text.charAt(end) != ':') {
                if (Markers.after(text, end) > end) {
                    return null; // it was told, and the colon in its marker tells nothing
                }
                end++;
            }
            boolean colon = text.charAt(end) == ':';
            int next = BLANK.runEnd(text, colon ? end + 1 : end);
            boolean none = (end == i && !(colon && words > 0)) || Markers.after(text, next) > next;
            if (none || next == end || end - i == LONGEST_WORD) {
                return null;
            }
            boolean equals = end - i == 1 && text.charAt(i) == '=';
            if (colon || equals || (WORDS.roles(text, i, end) & SAYS) != 0) {
                @Nullable Value jumbled = jumbled(text, next);
                if (jumbled != null) {
                    return jumbled;
                }
                Value value = trimmed(text, WholeWord.at(text, name, next));
                if (isSaid(text, value) && !isModeOfKey(text, name, value)) {
                    return value;
                }
            }
            if (colon) {
                return null;
            }
            i = next;
        }
        return null;
    }

    /** All through to the next blank, when it is as a generator draws it, and no string or pair of brackets stands in it as in code. */
    private static @Nullable Value jumbled(Text text, int start) {
        int end = start;
        while (end - start <= LONGEST_JUMBLED && !Value.endsWord(text.charAt(end))) {
            end++;
        }
        Value value = trimmed(text, new Value(start, end, false));
        boolean paired = OpenMark.pairsBrackets(text, start, value.end()) || isQuoted(text, value);
        Appearance looks = Appearance.of(text, start, value.end());
        boolean closed = value.end() > start && ">);".indexOf(text.charAt(value.end() - 1)) >= 0;
        boolean drawn = looks.isDrawn() || (looks.isJumbled() && (looks.hasDigit() || !closed));
        return drawn && !paired && end - start <= LONGEST_JUMBLED ? value : null;
    }

    /** Whether a word stands in quotes, or a string stands in it as in code. */
    private static boolean isQuoted(Text text, Value word) {
        char first = text.charAt(word.start());
        boolean coded = false;
        for (int i = word.start() + 1; i < word.end(); i++) {
            coded |= Quotes.isQuote(text.charAt(i)) && "(=,[".indexOf(text.charAt(i - 1)) >= 0;
        }
        return coded || (Quotes.isQuote(first) && text.charAt(word.end() - 1) == first);
    }

    private static boolean isSaid(Text text, Value value) {
        Appearance looks = Appearance.of(text, value.start(), value.end());
        int length = value.end() - value.start();
        boolean number = looks.isNumber() && length >= SHORTEST_NUMBER && length <= LONGEST_NUMBER;
        boolean drawn = looks.isRandom(SHORTEST_SECRET) && !looks.hasManySlashes() && !looks.isUuid();
        boolean chosen = length >= SHORTEST_SAID
                && looks.isPassword(value.quoted())
                && !isAlgorithm(text, value)
                && !isConstant(text, value);
        return drawn
                || chosen
                || looks.isDrawnLetters()
                || number
                || (length >= SHORTEST_CHOSEN && looks.isSigned())
                || looks.isDrawn();
    }

    /** {@code private key permissions must be 0600}. */
    private static boolean isModeOfKey(Text text, Name name, Value value) {
        int length = value.end() - value.start();
        return text.startsWithIgnoringCase("key", name.end() - "key".length())
                && (length == SHORTEST_NUMBER - 1 || (length == SHORTEST_NUMBER && text.charAt(value.start()) == '0'))
                && OCTAL.runEnd(text, value.start()) >= value.end();
    }

    /** {@code GLUT_AUX1}. */
    private static boolean isConstant(Text text, Value value) {
        boolean joined = false;
        for (int i = value.start(); i < value.end(); i++) {
            char c = text.charAt(i);
            if (c != '_' && !Ascii.isUpper(c) && !Ascii.isDigit(c)) {
                return false;
            }
            joined |= c == '_';
        }
        return joined && Ascii.isUpper(text.charAt(value.start()));
    }

    /** {@code the password is sha256-hashed}. */
    private static boolean isAlgorithm(Text text, Value value) {
        int end = Alphabet.ALNUM.runEnd(text, value.start());
        return (WORDS.roles(text, value.start(), Math.min(end, value.end())) & ALGORITHM) != 0;
    }

    private static Value trimmed(Text text, Value value) {
        int end = value.end();
        while (!value.quoted() && end > value.start() && ".,;:?".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end == value.end() ? value : new Value(value.start(), end, value.quoted());
    }
}
