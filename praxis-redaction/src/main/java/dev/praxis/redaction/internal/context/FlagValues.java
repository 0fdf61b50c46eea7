package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/** Values behind a command-line flag that names a secret: {@code --password value}. The form with = is a key's. */
public final class FlagValues implements Detector {

    private static final Alphabet DASH = Alphabet.of("-");
    private static final Alphabet NAME = Alphabet.BASE64URL;

    @Override
    public String id() {
        return "flag-value";
    }

    @Override
    public List<String> anchors() {
        return SecretNames.ANCHORS;
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int flag = NAME.runStart(text, start, 0);
        int flagEnd = NAME.runEnd(text, end);
        int value = Arguments.startsAt(text, flag) ? Arguments.next(text, flagEnd) : -1;
        if (value < 0 || !isSecret(text.substring(flag, flagEnd)) || startsFlag(text, value)) {
            return flagEnd;
        }
        Value hidden = Value.at(text, value);
        found.add(hidden.start(), hidden.end());
        return Math.max(flagEnd, hidden.end());
    }

    /** Whether an argument is a flag, with one or two dashes, whose value is a secret. */
    public static boolean isSecret(String argument) {
        int name = DASH.runEnd(argument, 0);
        return name >= 1
                && name <= 2
                && NAME.runEnd(argument, 0) == argument.length()
                && SecretNames.isSecret(argument);
    }

    /** Whether the next flag stands where a value was expected: {@code --ask-password --verbose}. */
    public static boolean isFlag(Text text, int start) {
        if (text.charAt(start) != '-') {
            return false;
        }
        boolean second = text.has(start + 1) && text.charAt(start + 1) == '-';
        return second || !text.has(start + 2) || text.charAt(start + 2) <= ' ';
    }

    private static boolean startsFlag(Text text, int value) {
        int quote = Quotes.opening(text, value);
        int start = quote < 0 ? value : quote + 1;
        return text.has(start) && isFlag(text, start);
    }
}
