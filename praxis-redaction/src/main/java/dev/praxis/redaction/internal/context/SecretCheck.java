package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** Whether the value under a name is a secret, or stands where a secret belongs and is none. */
final class SecretCheck {

    private static final int SHORTEST_RANDOM = 12;
    private static final int SHORTEST_UNDER_KEY = 20;
    private static final int SHORTEST_LITERAL = 6;
    private static final int SHORTEST_CALLED = 8;
    private static final int SHORTEST_CHOSEN = 10; // longer than cram-md5

    private SecretCheck() {}

    /** Whether a value that is assigned to a name is to be hidden. */
    static boolean hides(Text text, Name name, Value value) {
        if (OrdinaryValue.under(text, name, value)) {
            return false;
        }
        if (name.strength() == NameStrength.STRONG) {
            return !name.parsed() || isRandom(text, value, SHORTEST_RANDOM);
        }
        if (PublicValues.isDigest(text, value.start()) || PublicIds.isTwilio(text, value.start(), value.end())) {
            return false;
        }
        Appearance looks = Appearance.of(text, value.start(), value.end());
        if (looks.isHexDigits()
                && (PublicValues.isOfCertificate(text, name.start())
                        || PublicValues.isFingerprint(text, name.start(), value.start(), value.end()))) {
            return false;
        }
        return switch (name.strength().isAtLeast(name.phrase()) ? name.strength() : name.phrase()) {
            case STRONG -> true;
            case WEAK ->
                name.strength() == NameStrength.WEAK
                        ? (looks.isRandom(SHORTEST_RANDOM)
                                        || looks.isLongRun()
                                        || (name.isAuthentication(text)
                                                && isLong(value)
                                                && (looks.isPassword(value.quoted())
                                                        || looks.isRandom(SHORTEST_CHOSEN)
                                                        || looks.isAlternating())))
                                && !looks.hasManySlashes()
                                && !isExpression(text, name, looks)
                        : looks.isRandom(SHORTEST_UNDER_KEY) && !looks.isUuid();
            case BARE ->
                !text.startsWithIgnoringCase("public ", name.start() - "public ".length())
                        && !text.startsWith("did:", name.start() - "did:".length())
                        && looks.isRandom(SHORTEST_UNDER_KEY)
                        && !looks.isUuid()
                        && !looks.isHex()
                        && !looks.hasManySlashes();
            case NONE -> false;
        };
    }

    /** Whether a string beside a name in code is to be hidden, where as well any other string could stand. */
    static boolean hidesLiteral(Text text, Name name, Value value, Bond.Kind kind) {
        if (OrdinaryValue.under(text, name, value) || hasSpace(text, value) || text.startsWith("\\u", value.start())) {
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
        return sets
                || looks.isRandom(SHORTEST_CALLED)
                || looks.isAlternating()
                || (value.end() - value.start() >= SHORTEST_LITERAL && mixed);
    }

    private static boolean isLong(Value value) {
        return value.end() - value.start() >= SHORTEST_CHOSEN;
    }

    /** {@code NAME_PAT = r"[a-z]+"}: a pattern and no token. */
    private static boolean isExpression(Text text, Name name, Appearance looks) {
        return looks.hasSigns() && text.startsWithIgnoringCase("pat", name.end() - 3);
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
        if (text.charAt(scheme) == '=' && isDeleted(text, scheme + 1)) {
            return true;
        }
        boolean behind = from > scheme && Placeholders.has(text, from, value.end());
        return behind || Placeholders.has(text, value.start(), value.end());
    }

    /** {@code Set-Cookie: session=deleted; expires=…}. */
    private static boolean isDeleted(Text text, int start) {
        int end = Alphabet.ALNUM.runEnd(text, start);
        return text.charAt(end) == ';' && (end == start || Ascii.equalsFolded("deleted", text, start, end));
    }

    /** Whether a sentence stands where a value is expected. */
    static boolean isProse(Text text, int start) {
        return Prose.at(text, start);
    }

    /** Whether white space stands in a value. */
    static boolean hasSpace(Text text, Value value) {
        for (int i = value.start(); i < value.end(); i++) {
            if (text.charAt(i) <= ' ') {
                return true;
            }
        }
        return false;
    }
}
