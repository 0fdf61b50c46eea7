package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Strings in the literal that is assigned to the name of several secrets: {@code creds = {"bob": "x"}},
 * {@code CREDS = [("bob", "x"), ("eve", "y")]}.
 */
final class NestedLiterals {

    private static final int MOST_MEMBERS = 100;
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");
    private static final Alphabet BETWEEN = Alphabet.of(" \t\r\n,");

    private NestedLiterals() {}

    /** Whether a bracket opens an object whose first member is a string: what is drawn by chance is seldom so. */
    static boolean isObject(Text text, int open) {
        int key = SPACE.runEnd(text, open + 1);
        return Quotes.opening(text, key) >= 0 && text.charAt(behindKey(text, Value.at(text, key))) == ':';
    }

    private static int behindKey(Text text, Value key) {
        return SPACE.runEnd(text, Math.min(key.end() + 1, key.start() + Name.LONGEST));
    }

    /** Adds the strings of such an object that look like secrets, when its name stands for several. */
    static void members(Text text, Name name, int open, Spans found) {
        if (name.strength() != NameStrength.STRONG || Ascii.lower(text.charAt(name.end() - 1)) != 's') {
            return;
        }
        int i = SPACE.runEnd(text, open + 1);
        for (int members = 0; members < MOST_MEMBERS && Quotes.opening(text, i) >= 0; members++) {
            Value key = Value.at(text, i);
            int sign = behindKey(text, key);
            int start = SPACE.runEnd(text, sign + 1);
            if (text.charAt(sign) != ':' || Quotes.opening(text, start) < 0) {
                return;
            }
            Value value = Value.at(text, start);
            if (!NestedSecrets.isPublic(text, key.start(), key.end()) && NestedSecrets.isSecret(text, value)) {
                found.add(value.start(), value.end());
            }
            i = BETWEEN.runEnd(text, value.end() + 1);
        }
    }

    /** Adds the password of a user and a password in brackets, and gives the index behind them. */
    static int login(Text text, Name name, int open, Spans found) {
        @Nullable Value password = Login.password(text, name, open);
        if (password == null) {
            return Math.max(open + 1, Value.at(text, open + 1).end() + 1);
        }
        found.add(password.start(), password.end());
        int behind = SPACE.runEnd(text, password.end() + 1);
        return text.charAt(behind) == ')' ? behind + 1 : behind;
    }
}
