package dev.praxis.redaction;

import dev.praxis.redaction.internal.context.StandIn;
import dev.praxis.redaction.internal.text.Markers;
import dev.praxis.redaction.internal.text.Text;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the strings of a structure are redacted, and what stands in the place of a value that goes whole because of what stands
 * beside it. Says which rules fired. As thread-safe as who is told.
 */
final class Hiding {

    /** The rule for the value of a member, or the argument after a name or a flag, that names a secret. */
    static final String NAMED = "secret-name";

    /** The rule for what is nested or encoded too deep to be looked at. */
    static final String TOO_DEEP = "too-deep";

    private final Redactor redactor;
    private final @Nullable Consumer<String> fired;

    private Hiding(Redactor redactor, @Nullable Consumer<String> fired) {
        this.redactor = redactor;
        this.fired = fired;
    }

    static Hiding with(Redactor redactor) {
        return new Hiding(redactor, null);
    }

    /** Tells somebody the rules that fire, one call for each time. */
    static Hiding telling(Redactor redactor, Consumer<String> fired) {
        return new Hiding(redactor, fired);
    }

    /** A text without secrets. */
    String text(String text) {
        if (fired == null) {
            return redactor.redact(text);
        }
        Redaction redaction = redactor.inspect(text);
        redaction.findings().forEach(finding -> fired.accept(finding.ruleId()));
        return redaction.text();
    }

    /** Whether a text that says what a value is called leaves it alone although the value by itself would be hidden. */
    boolean isNamedPublic(String named) {
        return redactor.isStrict() && redactor.redact(named).equals(named);
    }

    /** Whether something in a text is looked for, whatever comes of it. */
    boolean looksFor(String text) {
        return redactor.looksFor(text);
    }

    /** What stands in the place of a string that a name says is a secret; one that is empty or stands for one is none. */
    String named(String string) {
        return string.isEmpty() || StandIn.is(string) ? string : whole(NAMED, string);
    }

    /** What stands in the place of a string; one that is a marker stays. */
    String whole(String ruleId, String string) {
        if (!string.isEmpty() && Markers.after(new Text(string), 0) == string.length()) {
            return string;
        }
        if (fired != null) {
            fired.accept(ruleId);
        }
        return redactor.marker(ruleId, string);
    }
}
