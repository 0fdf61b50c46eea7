package dev.praxis.redaction.internal.context;

import static dev.praxis.redaction.internal.context.Vocabulary.WORDS;

import dev.praxis.redaction.internal.text.Text;

/**
 * Decides from the name of a key, flag or member whether its value is a secret. A name is read as words, whatever joins
 * them: {@code db_password}, {@code db-password}, {@code db.password} and {@code dbPassword} are the same, and
 * {@code compass}, {@code tokenizer} or {@code max_tokens} name no secret.
 */
public final class SecretNames {

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_ENDING = "encryptionkey".length();
    private static final int SHORTEST_ENDING = "dbpwd".length();
    private static final String RESET = "reset";
    private static final String KEY = "key";
    private static final int NOTHING_READ = -1;

    /** Half of what an AppRole of Vault logs in with. */
    private static final String VAULT_SECRET_ID = "secret_id";

    private SecretNames() {}

    /** Whether the value under a name is to be hidden, whatever it is. */
    public static boolean isSecret(String name) {
        return strength(new Text(name), 0, name.length()) == NameStrength.STRONG || ForeignNames.isSecret(name);
    }

    /** What the name between two indexes says about its value. Of a long name the end is read. */
    static NameStrength strength(Text text, int start, int end) {
        int first = NOTHING_READ;
        int last = 0;
        int seen = 0;
        int i = Math.max(start, end - LONGEST_NAME);
        while (i < end) {
            if (!isWordCharacter(text.charAt(i))) {
                i++;
                continue;
            }
            int wordEnd = wordEnd(text, i, end);
            int lettersEnd = withoutDigits(text, i, wordEnd);
            if (lettersEnd > i) {
                int roles = rolesOf(text, i, lettersEnd);
                seen = Reading.next(seen, first == NOTHING_READ, last, roles);
                first = first == NOTHING_READ ? roles : first;
                last = roles;
            }
            i = wordEnd;
        }
        if ((last & Vocabulary.ABOUT) != 0) {
            boolean half = text.startsWithIgnoringCase(VAULT_SECRET_ID, end - VAULT_SECRET_ID.length());
            return half ? NameStrength.WEAK : NameStrength.NONE;
        }
        if (Reading.hasSeveralWords(seen) && (first & Vocabulary.ABOUT_FIRST) != 0) {
            boolean resets = text.startsWithIgnoringCase(RESET, start) && (last & Vocabulary.SECRET) != 0;
            return resets ? NameStrength.WEAK : NameStrength.NONE; // reset_password_token
        }
        return Reading.strength(seen);
    }

    /** Whether the last word of a name says that its value tells something about a thing: an id, a digest, a path. */
    static boolean tellsAbout(Text text, int start, int end) {
        int i = Math.max(start, end - LONGEST_NAME);
        int last = 0;
        while (i < end) {
            if (!isWordCharacter(text.charAt(i))) {
                i++;
                continue;
            }
            int wordEnd = wordEnd(text, i, end);
            last = rolesOf(text, i, wordEnd);
            i = wordEnd;
        }
        return (last & Vocabulary.ABOUT) != 0;
    }

    /** The roles of a word, or of the word that it ends with. */
    static int rolesOf(Text text, int start, int end) {
        int roles = WORDS.roles(text, start, end);
        if (roles != 0) {
            return roles;
        }
        if (!mayEndInSecret(text, end)) {
            return 0;
        }
        for (int length = Math.min(LONGEST_ENDING, end - start - 1); length >= SHORTEST_ENDING; length--) {
            int ending = WORDS.roles(text, end - length, end);
            if ((ending & Vocabulary.ENDING) != 0) {
                return ending;
            }
        }
        boolean key = end - start > KEY.length() && text.startsWithIgnoringCase(KEY, end - KEY.length());
        return key ? Vocabulary.MAYBE : 0; // twitterkey
    }

    /** Whether the last two letters of a word are those of a word that names a secret: most are not, and are done with. */
    private static boolean mayEndInSecret(Text text, int end) {
        char last = Ascii.lower(text.charAt(end - 1));
        char before = Ascii.lower(text.charAt(end - 2));
        return switch (last) {
            case 'd' -> before == 'r' || before == 'w';
            case 'e' -> before == 's';
            case 't' -> before == 'e';
            case 'n' -> before == 'e';
            case 'l' -> before == 'a';
            case 's' -> before == 'l' || before == 's';
            case 'y' -> before == 'e';
            case 'w' -> before == 'p';
            default -> false;
        };
    }

    private static boolean isWordCharacter(char c) {
        return Ascii.isLetter(c) || Ascii.isDigit(c);
    }

    static int wordEnd(Text text, int start, int end) {
        int i = start + 1;
        while (i < end && isWordCharacter(text.charAt(i)) && !startsWord(text, i, end)) {
            i++;
        }
        return endsWithCapitals(text, start, i, end) ? i + 1 : i;
    }

    /** The T of {@code acmeSECRETkey}, where a word ends although the next one has no capital. */
    private static boolean endsWithCapitals(Text text, int start, int i, int end) {
        return i + 1 < end
                && i - start > 1
                && Ascii.isUpper(text.charAt(i - 1))
                && Ascii.isLower(text.charAt(i + 1))
                && WORDS.roles(text, start, i) == 0
                && (WORDS.roles(text, start, i + 1) & (Vocabulary.SECRET | Vocabulary.KEY_KIND | Vocabulary.PASSWORD))
                        != 0;
    }

    /** The P of {@code dbPassword}, the K of {@code APIKey}. */
    private static boolean startsWord(Text text, int i, int end) {
        if (!Ascii.isUpper(text.charAt(i))) {
            return false;
        }
        return !Ascii.isUpper(text.charAt(i - 1)) || (i + 1 < end && Ascii.isLower(text.charAt(i + 1)));
    }

    private static int withoutDigits(Text text, int start, int end) {
        int i = end;
        while (i > start && Ascii.isDigit(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** What was read of a name so far, in the bits of a number: names are read all the time, and cost no memory. */
    private static final class Reading {

        private static final int STRENGTH = 3;
        private static final int PASSWORD = 1 << 2;
        private static final int CHANGED = 1 << 3;
        private static final int FIRST_WORD = 1 << 4;
        private static final int SECOND_WORD = 1 << 5;

        static int next(int seen, boolean first, int last, int roles) {
            int words = first ? FIRST_WORD : FIRST_WORD | SECOND_WORD;
            int marks = (seen & (STRENGTH | PASSWORD | CHANGED)) | words;
            NameStrength now = now(first, last, roles);
            if (now == NameStrength.NONE) {
                boolean changes = (seen & STRENGTH) != 0 && (roles & Vocabulary.QUALIFIER) == 0;
                return changes ? marks | CHANGED : marks;
            }
            int password = (roles & Vocabulary.PASSWORD) != 0 ? PASSWORD : marks & PASSWORD;
            return words | password | Math.max(now.rank(), seen & STRENGTH);
        }

        static boolean hasSeveralWords(int seen) {
            return (seen & SECOND_WORD) != 0;
        }

        static NameStrength strength(int seen) {
            NameStrength strength = NameStrength.ofRank(seen & STRENGTH);
            boolean password = (seen & PASSWORD) != 0 && strength == NameStrength.STRONG;
            if ((seen & CHANGED) == 0 || password) {
                return strength;
            }
            return strength == NameStrength.STRONG ? NameStrength.WEAK : NameStrength.NONE;
        }

        private static NameStrength now(boolean first, int last, int roles) {
            if ((roles & Vocabulary.KEY) != 0) {
                return first ? NameStrength.BARE : key(last);
            }
            boolean secret = (roles & (Vocabulary.PASSWORD | Vocabulary.SECRET)) != 0;
            if (secret || ((last & Vocabulary.PASSWORD) != 0 && (roles & Vocabulary.AFTER_PASS) != 0)) {
                return NameStrength.STRONG;
            }
            return (roles & Vocabulary.MAYBE) != 0 ? NameStrength.WEAK : NameStrength.NONE;
        }

        private static NameStrength key(int last) {
            if ((last & Vocabulary.KEY_KIND) != 0) {
                return NameStrength.STRONG;
            }
            boolean ordinary = (last & (Vocabulary.ORDINARY_KEY | Vocabulary.FUNCTION_WORD)) != 0;
            return ordinary ? NameStrength.NONE : NameStrength.WEAK;
        }
    }
}
