package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Text;

/** A value that is a name itself: of what it is assigned to, of a field, of the key under which a secret is kept elsewhere. */
final class NameAsValue {

    private static final int MOST_JOINTS = 8;
    private static final int LONGEST = 48;
    private static final String KEY = "key";
    private static final int SHORTEST_WORD = 6;
    private static final int LONGEST_WORD = 24;
    private static final char BEYOND_ASCII = 128;
    private static final Alphabet LOWER = Alphabet.range('a', 'z');
    private static final Alphabet KEBAB = LOWER.plus(Alphabet.of("-"));
    private static final Alphabet UPPER = Alphabet.range('A', 'Z').plus(Alphabet.of("_"));
    private static final Alphabet JOINT = Alphabet.of("_-.");
    private static final Alphabet WORD = Alphabet.ALNUM.plus(JOINT);
    private static final Alphabet DIGIT_FREE =
            Alphabet.range('a', 'z').plus(Alphabet.range('A', 'Z')).plus(JOINT);

    private NameAsValue() {}

    /** Whether a value is a name and no secret. */
    static boolean is(Text text, Name name, Value value) {
        return repeats(text, name, value)
                || isNameOfKey(text, name, value)
                || isNameOfSecret(text, name, value)
                || isNameOfVariable(text, name, value)
                || isTranslation(text, value);
    }

    /**
     * {@code secretKey: api-key}, {@code adminPasswordKey: postgres-password}: under which key a secret is kept. Such a
     * name ends in a word for a key behind a word for a secret, and nothing in the value but names of secrets stands
     * behind such a name.
     */
    private static boolean isNameOfKey(Text text, Name name, Value value) {
        int key = name.end() - KEY.length();
        if (value.end() - value.start() > LONGEST
                || key <= name.start()
                || !text.startsWithIgnoringCase(KEY, key)
                || WORD.runEnd(text, value.start()) < value.end()) {
            return false;
        }
        int end = JOINT.runStart(text, key, name.start());
        if (SecretNames.strength(text, name.start(), end) != NameStrength.STRONG
                || SecretNames.strength(text, value.start(), value.end()) != NameStrength.STRONG) {
            return false;
        }
        Name secret = new Name(name.start(), end, NameStrength.STRONG, NameStrength.STRONG, false);
        return secret.isPassword(text)
                ? DIGIT_FREE.runEnd(text, value.start()) >= value.end()
                : !value.quoted() && text.charAt(value.start() - 1) == ' ' && areNamesOfSecrets(text, name, value);
    }

    /** {@code --secret=db-password}, {@code existingSecret: api-auth}: what a secret is called that is kept elsewhere. */
    private static boolean isNameOfSecret(Text text, Name name, Value value) {
        boolean elsewhere = text.startsWithIgnoringCase("existingsecret", name.end() - "existingsecret".length())
                || text.startsWithIgnoringCase("pullsecret", name.end() - "pullsecret".length())
                || text.startsWithIgnoringCase("tlssecret", name.end() - "tlssecret".length());
        if (!elsewhere && !name.is(text, "secret") && !name.is(text, "--secret")) {
            return false;
        }
        int dash = LOWER.runEnd(text, value.start());
        return text.charAt(dash) == '-'
                && KEBAB.runEnd(text, dash) >= value.end()
                && (elsewhere
                        || SecretNames.strength(text, value.start(), value.end())
                                .isAtLeast(NameStrength.WEAK));
    }

    /** {@code passwordVariable: 'PSW'}: in which variable a secret is put. */
    private static boolean isNameOfVariable(Text text, Name name, Value value) {
        return text.startsWithIgnoringCase("variable", name.end() - "variable".length())
                && value.end() - value.start() <= LONGEST
                && UPPER.runEnd(text, value.start()) >= value.end();
    }

    /** {@code "login.password": "Passwort"}: what the name of a secret is called in another language. */
    private static boolean isTranslation(Text text, Value value) {
        int length = value.end() - value.start();
        if (!value.quoted() || length < SHORTEST_WORD || length > LONGEST_WORD) {
            return false;
        }
        for (int i = value.start(); i < value.end(); i++) {
            char c = text.charAt(i);
            if (c < BEYOND_ASCII && c != ' ' && !Ascii.isLetter(c)) {
                return false;
            }
        }
        return Ascii.equalsFolded("passwort", text, value.start(), value.end())
                || ForeignNames.isSecret(text.substring(value.start(), value.end()));
    }

    /**
     * Whether each word of a value is one of those that names of secrets are made of. There are two or more, or it is the one of
     * {@code - secretKey: password}, as a list of Kubernetes says which secrets are fetched.
     */
    private static boolean areNamesOfSecrets(Text text, Name name, Value value) {
        int words = 0;
        int i = value.start();
        while (i < value.end()) {
            if (JOINT.has(text.charAt(i))) {
                i++;
                continue;
            }
            int end = SecretNames.wordEnd(text, i, value.end());
            if (Vocabulary.WORDS.roles(text, i, end) == 0) {
                return false;
            }
            words++;
            i = end;
        }
        return words > 1 || (words == 1 && text.startsWith("- secretKey: ", name.start() - 2));
    }

    /** {@code password=password}, {@code token: token}, {@code RSA_PRIVATE_KEY = "RSA PRIVATE KEY"}. */
    private static boolean repeats(Text text, Name name, Value value) {
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
}
