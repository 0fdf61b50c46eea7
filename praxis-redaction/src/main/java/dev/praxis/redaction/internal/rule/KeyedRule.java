package dev.praxis.redaction.internal.rule;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import java.util.Locale;

/** Finds secrets behind a name. The name is a word or a part of a compound word; the secret ends where its class does. */
final class KeyedRule implements Detector {

    private static final int SHORTEST_NAME = 2;
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
        this.names = rule.names().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        for (String name : names) {
            if (name.length() < SHORTEST_NAME || name.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new RefusedPatternException("has the name '" + name + "'; use " + SHORTEST_NAME
                        + " characters of ASCII or more, without blanks");
            }
        }
        this.variants = PatternParser.parse(rule.pattern()).stream()
                .map(pieces -> Variant.of(pieces, rule.ignoreCase()))
                .toArray(Variant[]::new);
        for (Variant variant : variants) {
            if (variant.minLength() == 0) {
                throw new RefusedPatternException("could match nothing at all; give its pattern a least length");
            }
            variant.requireUnambiguous(0);
        }
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
        for (int i = end; i <= end + within && text.has(i) && !endsPair(text, i); i++) {
            if (Boundary.before(text, i) && matchAt(text, i, found)) {
                return i;
            }
        }
        return end;
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

    private boolean matchAt(Text text, int index, Spans found) {
        for (Variant variant : variants) {
            int end = variant.matchForward(text, index, 0);
            if (end < 0 || (Alphabet.ALNUM.has(text.charAt(end - 1)) && Alphabet.ALNUM.has(text.charAt(end)))) {
                continue;
            }
            int secret = variant.secretStart(text, index);
            int secretEnd = variant.secretEnd(text, index, end);
            if (evidence.isIn(text, secret, secretEnd)) {
                found.add(secret, secretEnd);
                return true;
            }
        }
        return false;
    }
}
