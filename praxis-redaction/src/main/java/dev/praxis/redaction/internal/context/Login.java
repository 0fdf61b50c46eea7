package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/** Strings in brackets under a name: {@code PASSWORD = ("x")}, or a user and a password, {@code CREDS = ("bob", "x")}. */
final class Login {

    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");

    private Login() {}

    /** The only string, or the second of several, behind a bracket that opens at an index; null when it is no secret. */
    static @Nullable Value password(Text text, Name name, int open) {
        Value first = Value.at(text, open + 1);
        int behind = SPACE.runEnd(text, first.end() + 1);
        Value value = text.charAt(behind) == ',' ? Value.at(text, SPACE.runEnd(text, behind + 1)) : first;
        return value.quoted() && SecretCheck.hides(text, name, value) ? value : null;
    }
}
