package dev.praxis.redaction;

import dev.praxis.redaction.internal.context.Flags;
import dev.praxis.redaction.internal.context.HeaderValue;
import dev.praxis.redaction.internal.context.SecretNames;
import dev.praxis.redaction.internal.context.ToolsSeen;
import dev.praxis.redaction.internal.context.Value;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redacts the elements of an argument vector, or of any list that may be one, from the first to the last: a flag and its
 * value, or a name and its value, may be two elements. Confined to one thread.
 */
final class ArgumentRedaction {

    private static final Alphabet NAME = Alphabet.BASE64URL.plus(Alphabet.of("."));

    private static final int AWS_ID = "AKIA".length() + 16;
    private static final int AWS_SECRET = 40;

    private final Hiding hiding;
    private final ToolsSeen tools = new ToolsSeen();
    private Text previous = new Text("");
    /** The element before, as it was. */
    private String before = "";

    private boolean expectsSecret;

    ArgumentRedaction(Hiding hiding) {
        this.hiding = hiding;
    }

    /** Redacts a whole vector; gives the same instance when nothing in it is a secret. */
    static List<String> redact(Redactor redactor, List<String> argv) {
        ArgumentRedaction redaction = new ArgumentRedaction(Hiding.with(redactor));
        List<String> redacted = new ArrayList<>(argv.size());
        for (String argument : argv) {
            redacted.add(redaction.next(argument));
        }
        return redacted.equals(argv) ? argv : List.copyOf(redacted);
    }

    /** Whether the next element is a secret, whatever it is, because of the one before it. */
    boolean expectsSecret() {
        return expectsSecret;
    }

    /** Goes past an element that is no string. */
    void skip() {
        previous = new Text("");
        before = "";
        expectsSecret = false;
    }

    /** The next element without secrets. */
    String next(String argument) {
        return next(argument, argument);
    }

    /** The next element without secrets, of which some may have been taken from it already. */
    String next(String given, String argument) {
        String shown = hide(beside(hiding.text(argument)));
        look(argument);
        before = given;
        if (!shown.equals(argument)) {
            look(shown); // so that a second time, which sees this, does not know more than the first
        }
        previous = new Text(shown);
        boolean complete =
                tools.isAttached(new Text(argument)) || (argument.startsWith("-") && !shown.equals(argument));
        expectsSecret = (!complete && Flags.isSecret(argument)) || isSecretName(argument);
        return shown;
    }

    /** Hides an element that the one before it gives away: the value of a header, the secret behind an id of AWS. */
    private String beside(String argument) {
        if (before.isEmpty() || argument.isEmpty()) {
            return argument;
        }
        boolean secret = HeaderValue.isCredentials(before, argument);
        if (!secret && before.length() == AWS_ID && argument.length() == AWS_SECRET) {
            secret = !hiding.text(before + '\n' + argument).endsWith(argument);
        }
        return secret ? hiding.whole(Hiding.NAMED, argument) : argument;
    }

    private String hide(String argument) {
        if (argument.isEmpty()) {
            return argument;
        }
        if (expectsSecret && !Flags.startsAt(new Text(argument), 0)) {
            return hiding.whole(Hiding.NAMED, argument);
        }
        @Nullable Value secret = tools.inVector(previous, new Text(argument));
        return secret == null
                ? argument
                : argument.substring(0, secret.start())
                        + hiding.whole(Hiding.NAMED, argument.substring(secret.start(), secret.end()))
                        + argument.substring(secret.end());
    }

    private void look(String argument) {
        tools.look(new Text(argument));
    }

    /** The {@code DB_PASSWORD} of {@code ["DB_PASSWORD", "…"]}. */
    private static boolean isSecretName(String argument) {
        return !argument.startsWith("-")
                && NAME.runEnd(argument, 0) == argument.length()
                && SecretNames.isSecret(argument);
    }
}
