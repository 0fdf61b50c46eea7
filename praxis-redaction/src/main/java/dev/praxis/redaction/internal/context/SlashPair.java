package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/** A user and a password as people note them: {@code credentials: bob / x}, {@code the login is now admin / x}. */
final class SlashPair {

    private static final int LONGEST_LOOK = 48;
    private static final int SHORTEST = 8;
    private static final String BETWEEN = " / ";
    private static final Alphabet WORDS = Alphabet.ALNUM.plus(Alphabet.of(" _-.@"));

    private SlashPair() {}

    /** The password of such a pair behind a name, which starts at an index or a few words later; or null. */
    static @Nullable Value of(Text text, Name name, int start) {
        boolean speaksOfBoth = name.is(text, "credentials")
                || name.is(text, "creds")
                || name.is(text, "login")
                || name.isPassword(text);
        if (!speaksOfBoth) {
            return null;
        }
        int i = start;
        while (i - start < LONGEST_LOOK && WORDS.has(text.charAt(i))) {
            i++;
        }
        if (i - 1 <= start || !text.startsWith(BETWEEN, i - 1)) {
            return null;
        }
        int password = i - 1 + BETWEEN.length();
        Value value = new Value(password, Value.plainEnd(text, password), false);
        boolean chosen = value.end() - password >= SHORTEST
                && Appearance.of(text, password, value.end()).isPassword(false)
                && !Placeholders.has(text, password, value.end());
        return chosen ? value : null;
    }
}
