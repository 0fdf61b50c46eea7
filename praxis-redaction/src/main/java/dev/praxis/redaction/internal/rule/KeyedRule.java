package dev.praxis.redaction.internal.rule;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds secrets behind a name. The name is a word or a part of a compound word; the secret ends where its class does. */
final class KeyedRule implements Detector {

    private static final int SHORTEST_NAME = 2;
    private static final int FOUND = -1;
    private static final Alphabet ANNOUNCES = Alphabet.of(":=([{,>|\\");

    private final String id;
    private final List<String> names;
    private final int within;
    private final Variant[] variants;
    private final Evidence evidence;

    KeyedRule(RedactionRule rule) {
        this.id = rule.id();
        this.within = rule.within();
        this.evidence = Evidence.of(rule);
        this.names = names(rule);
        this.variants = variants(rule);
    }

    private static List<String> names(RedactionRule rule) {
        Set<String> names = new LinkedHashSet<>();
        for (String given : rule.names()) {
            String name = given.toLowerCase(Locale.ROOT);
            if (name.length() < SHORTEST_NAME || !isVisible(name)) {
                throw new RefusedPatternException("has the name '" + name + "'; use " + SHORTEST_NAME
                        + " characters of ASCII or more, without blanks");
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    private static boolean isVisible(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static Variant[] variants(RedactionRule rule) {
        List<List<Piece>> parsed = PatternParser.parse(rule.pattern());
        Variant[] variants = new Variant[parsed.size()];
        for (int i = 0; i < variants.length; i++) {
            Variant variant = Variant.of(parsed.get(i), rule.ignoreCase(), false);
            if (variant.minLength() == 0) {
                throw new RefusedPatternException("could match nothing at all; give its pattern a least length");
            }
            variant.requireUnambiguous(0);
            variants[i] = variant;
        }
        return variants;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<String> anchors() {
        return names;
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (!Boundary.isWord(text, start, end)) {
            return end;
        }
        int next = end;
        for (int i = end; i <= end + within && text.has(i) && !endsPair(text, i); i = Math.max(i + 1, next)) {
            if (Boundary.before(text, i)) {
                next = match(text, i, found);
                if (next == FOUND) {
                    return i;
                }
            }
        }
        return Math.max(end, next);
    }

    /** Whether a line ends that does not end with what announces a value. */
    private static boolean endsPair(Text text, int index) {
        if (text.charAt(index) != '\n') {
            return false;
        }
        int i = index - 1;
        while (text.charAt(i) == ' ' || text.charAt(i) == '\r') {
            i--;
        }
        return !ANNOUNCES.has(text.charAt(i));
    }

    /**
     * Adds the secret that starts at an index and gives {@link #FOUND}; else gives where to look again, which is farther on
     * when a long run was read for nothing.
     */
    private int match(Text text, int index, Spans found) {
        int next = index;
        for (Variant variant : variants) {
            int end = variant.matchForward(text, index, 0);
            if (end >= 0 && isSecret(text, variant, index, end)) {
                found.add(variant.secretStart(text, index), variant.secretEnd(text, index, end));
                return FOUND;
            }
            next = Math.max(next, Variant.retryAt(index, end < 0 ? ~end : end));
        }
        return next;
    }

    private boolean isSecret(Text text, Variant variant, int index, int end) {
        boolean goesOn = Alphabet.ALNUM.has(text.charAt(end - 1)) && Alphabet.ALNUM.has(text.charAt(end));
        return !goesOn && evidence.isIn(text, variant.secretStart(text, index), variant.secretEnd(text, index, end));
    }
}
