package dev.praxis.sandbox;

import dev.praxis.api.OneLine;
import java.util.function.UnaryOperator;

/**
 * Makes the end of an output fit for a person's terminal: of the characters that change how others are shown only
 * line feed and tab, and no secrets.
 *
 * <p>A secret that is cut in two no longer looks like one. So more is kept than is shown: after redaction the first
 * {@value #MARGIN} characters of a tail that was cut are dropped, and the rest of the line they end in. What remained of
 * a secret of up to {@value #MARGIN} characters at the cut goes with them.
 */
final class Excerpt {

    /** How much is kept beyond what is shown, in bytes; and dropped from a cut tail, in characters. */
    static final int MARGIN = 16 << 10;

    private static final String CUT = "[…]\n";

    private Excerpt() {}

    static String of(String tail, boolean cut, UnaryOperator<String> redaction) {
        String redacted = redaction.apply(printable(tail));
        if (!cut) {
            return redacted;
        }
        if (redacted.length() <= MARGIN) {
            return CUT;
        }
        int lineStart = redacted.indexOf('\n', MARGIN) + 1;
        return CUT + redacted.substring(lineStart > 0 && lineStart < redacted.length() ? lineStart : MARGIN);
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !OneLine.hasEffect(c))
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
