package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/**
 * A whole value of a structure, under the name of a secret, that stands for one and shows it by its signs: {@code ********},
 * {@code <TOKEN>}, {@code [FILTERED]}, {@code ${TOKEN}}, {@code {{ token }}}; or that says where it is kept; or the version of
 * a package that is called so. No plain word does: in a structure nothing but its name says what a value is.
 */
public final class StandIn {

    private static final int LONGEST = 128;
    private static final Alphabet LETTER = Alphabet.range('a', 'z').plus(Alphabet.range('A', 'Z'));
    private static final Alphabet WORDS = LETTER.plus(Alphabet.of("_- "));
    private static final Alphabet REFERENCE = LETTER.plus(Alphabet.of("_.-/ $"));

    private StandIn() {}

    /** Whether a value stands for a secret and is none. */
    public static boolean is(String value) {
        int length = value.length();
        if (length == 0 || length > LONGEST) {
            return false;
        }
        Text text = new Text(value);
        return Filling.is(text, 0, length)
                || Placeholders.isFramed(text, 0, length)
                || isEnclosed(value, "<", ">", WORDS)
                || isEnclosed(value, "[", "]", WORDS)
                || isEnclosed(value, "${", "}", REFERENCE)
                || isEnclosed(value, "{{", "}}", REFERENCE)
                || isEnclosed(value, "((", "))", REFERENCE)
                || isEnclosed(value, "%", "%", WORDS)
                || Stamps.isVersion(text, 0, length)
                || References.isPlace(text, 0, length)
                || value.startsWith("arn:aws:")
                || PublicValues.isHashed(text, 0);
    }

    private static boolean isEnclosed(String value, String opening, String closing, Alphabet inside) {
        return value.startsWith(opening)
                && value.endsWith(closing)
                && value.length() > opening.length() + closing.length()
                && inside.runEnd(value, opening.length()) >= value.length() - closing.length();
    }
}
