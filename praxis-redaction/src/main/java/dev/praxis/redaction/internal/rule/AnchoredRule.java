package dev.praxis.redaction.internal.rule;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Finds secrets that hold fixed characters. What the last class of the pattern has is taken however long. */
final class AnchoredRule implements Detector {

    private static final int SHORTEST_ANCHOR = 2;
    private static final int LONGEST_ANCHOR = 16;

    private record Entry(String anchor, Variant variant, int piece, Alphabet tail) {}

    private final String id;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> anchors;
    private final Evidence evidence;

    AnchoredRule(RedactionRule rule) {
        this.id = rule.id();
        this.evidence = Evidence.of(rule);
        LinkedHashSet<String> distinct = new LinkedHashSet<>();
        for (List<Piece> pieces : PatternParser.parse(rule.pattern())) {
            Variant variant = Variant.of(pieces, rule.ignoreCase());
            int piece = variant.longestFixed();
            if (piece < 0 || variant.fixed(piece).length() < SHORTEST_ANCHOR) {
                throw new RefusedPatternException(
                        "has no " + SHORTEST_ANCHOR + " fixed characters in a row in its pattern, or"
                                + " in one of its alternatives; fix some, or make it a keyed rule");
            }
            variant.requireUnambiguous(piece);
            String fixed = variant.fixed(piece).toLowerCase(Locale.ROOT);
            String anchor = fixed.substring(0, Math.min(LONGEST_ANCHOR, fixed.length()));
            entries.add(new Entry(anchor, variant, piece, variant.tail()));
            distinct.add(anchor);
        }
        this.anchors = List.copyOf(distinct);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<String> anchors() {
        return anchors;
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        for (Entry entry : entries) {
            if (entry.anchor().length() == end - start && match(text, start, entry, found)) {
                break;
            }
        }
        return end - 1;
    }

    private boolean match(Text text, int start, Entry entry, Spans found) {
        Variant variant = entry.variant();
        int end = variant.matchForward(text, start, entry.piece());
        if (end < 0) {
            return false;
        }
        int from = variant.matchBackward(text, start, entry.piece());
        if (from < 0 || (Alphabet.ALNUM.has(text.charAt(from)) && !Boundary.before(text, from))) {
            return false;
        }
        end = entry.tail().runEnd(text, end);
        int secret = variant.secretStart(text, from);
        int secretEnd = variant.secretEnd(text, from, end);
        if (!evidence.isIn(text, secret, secretEnd)) {
            return false;
        }
        found.add(secret, secretEnd);
        return true;
    }
}
