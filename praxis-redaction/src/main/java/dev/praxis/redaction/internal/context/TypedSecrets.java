package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * What a test of a user interface types into a field for passwords: {@code get("#password").type("x")},
 * {@code find_element(By.ID, "passwd").send_keys("x")}, {@code fill('input[name="password"]', "x")}.
 */
public final class TypedSecrets implements Detector {

    private static final int LONGEST_SELECTOR = 120;
    private static final int SHORTEST = 4;
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");
    private static final List<String> CALLS = List.of(
            "send_keys(",
            "sendkeys(",
            "type(",
            "typetext(",
            "fill(",
            "setvalue(",
            "set_value(",
            "entertext(",
            "with:",
            "input(");
    private static final List<String> FIELDS = List.of("password", "passwd", "passphrase", "secret", "passwort");

    @Override
    public String id() {
        return "typed-secret";
    }

    @Override
    public List<String> anchors() {
        return CALLS;
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (!Boundary.before(text, start)) {
            return end;
        }
        int argument = SPACE.runEnd(text, end);
        Value typed = Value.at(text, argument);
        if (!typed.quoted()) {
            return end;
        }
        int comma = SPACE.runEnd(text, typed.end() + 1);
        boolean selects = isField(text, typed.start(), typed.end());
        if (selects && text.charAt(comma) == ',') {
            typed = Value.at(text, SPACE.runEnd(text, comma + 1));
        } else if (selects || !isField(text, Lines.start(text, start, LONGEST_SELECTOR), start)) {
            return end;
        }
        if (typed.quoted() && isTyped(text, typed)) {
            found.add(typed.start(), typed.end());
            return Math.max(end, typed.end());
        }
        return end;
    }

    /** Not a placeholder, and no name of a key or field. */
    private static boolean isTyped(Text text, Value typed) {
        Appearance looks = Appearance.of(text, typed.start(), typed.end());
        return typed.end() - typed.start() >= SHORTEST
                && !looks.hasBlank()
                && (looks.hasDigit() || looks.hasSigns())
                && !Placeholders.has(text, typed.start(), typed.end());
    }

    /** Whether a selector between two indexes, which may be a part of a line, speaks of a field for a password. */
    private static boolean isField(Text text, int start, int end) {
        for (int i = Math.max(start, end - LONGEST_SELECTOR); i < end; i++) {
            for (String field : FIELDS) {
                if (text.startsWithIgnoringCase(field, i)) {
                    return true;
                }
            }
        }
        return false;
    }
}
