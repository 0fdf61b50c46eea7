package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** The flags of a command line: words behind one dash or two. */
public final class Flags {

    private static final Alphabet DASH = Alphabet.of("-");
    private static final Alphabet NAME = Alphabet.BASE64URL;

    private Flags() {}

    /** Whether an argument is a flag, with one or two dashes, whose value is a secret. */
    public static boolean isSecret(String argument) {
        int name = DASH.runEnd(argument, 0);
        return name >= 1
                && name <= 2
                && NAME.runEnd(argument, 0) == argument.length()
                && SecretNames.isSecret(argument);
    }

    /** {@code --vault-password-file}, {@code --vault-id}: whether a flag takes what tells about a secret, and no secret. */
    static boolean tellsAbout(Text text, int start, int end) {
        return text.startsWith("--", start)
                && NAME.runEnd(text, start) >= end
                && SecretNames.tellsAbout(text, start, end);
    }

    /** Whether the next flag stands where a value was expected: {@code --ask-password --verbose}. */
    public static boolean startsAt(Text text, int start) {
        if (text.charAt(start) != '-') {
            return false;
        }
        return text.charAt(start + 1) == '-' || text.charAt(start + 2) <= ' ';
    }
}
