package dev.praxis.redaction.internal.rule;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes texts that conform to a rule. */
public final class Specimens {

    private static final int LONGER = 12;
    private static final int TRIES = 1000;

    private Specimens() {}

    /**
     * A text that conforms.
     *
     * @param text what stands in a text, with what belongs to the pattern and is no secret
     * @param secret the secret in it
     * @param goesOn whether a character behind it would belong to it
     */
    public record Specimen(String text, String secret, Alphabet goesOn) {

        /** Whether a character behind the specimen would belong to it. */
        public boolean goesOnWith(char c) {
            return goesOn.has(c);
        }
    }

    /** A random one. */
    public static Specimen of(RedactionRule rule, Random random) {
        List<List<Piece>> variants = PatternParser.parse(rule.pattern());
        for (int i = 0; i < TRIES; i++) {
            Specimen specimen = of(variants.get(random.nextInt(variants.size())), random);
            Text secret = new Text(specimen.secret());
            if (Evidence.of(rule).isIn(secret, 0, secret.length()) && isWordLike(specimen.secret())) {
                return specimen;
            }
        }
        throw new AssertionError("the pattern of " + rule.id() + " hardly ever meets its own floors");
    }

    private static Specimen of(List<Piece> pieces, Random random) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        int to = -1;
        Alphabet goesOn = Alphabet.of("");
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Mark mark) {
                from = mark.opens() ? text.length() : from;
                to = mark.opens() ? to : text.length();
            } else if (piece instanceof Piece.Fixed fixed) {
                text.append(fixed.text());
                goesOn = Alphabet.ALNUM;
            } else if (piece instanceof Piece.Run run) {
                run(run, random, text);
                goesOn = run.alphabet().plus(Alphabet.ALNUM);
            }
        }
        String whole = text.toString();
        return new Specimen(whole, whole.substring(from, to < 0 ? whole.length() : to), goesOn);
    }

    private static void run(Piece.Run run, Random random, StringBuilder text) {
        int most = (int) Math.min(run.max(), (long) run.min() + LONGER);
        int length = run.min() + random.nextInt(most - run.min() + 1);
        int[] members = IntStream.range(' ', 127)
                .filter(c -> run.alphabet().has((char) c))
                .toArray();
        if (members.length == 0) {
            text.append("\n".repeat(length)); // what else a class may hold
            return;
        }
        for (int i = 0; i < length; i++) {
            text.append((char) members[random.nextInt(members.length)]);
        }
    }

    /** One that starts or ends with punctuation looks as if it ended earlier; no issuer makes those. */
    private static boolean isWordLike(String secret) {
        return Character.isLetterOrDigit(secret.charAt(secret.length() - 1)) || secret.endsWith("=");
    }
}
