package dev.praxis.redaction.internal.rule;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds secrets that hold certain fixed characters, the anchor. What the last class of the pattern has is taken however long. */
final class AnchoredRule implements Detector {

    private static final int SHORTEST_ANCHOR = 2;
    private static final int LONGEST_ANCHOR = 16;

    private record Entry(Variant variant, int piece, Alphabet tail) {}

    private final String id;
    /** An array, since to walk a list costs memory. */
    private final Entry[] entries;

    private final String anchor;
    private final Evidence evidence;
    private final TokenChecksum checksum;

    private AnchoredRule(RedactionRule rule, String anchor, List<Entry> entries) {
        this.id = rule.id();
        this.anchor = anchor;
        this.entries = entries.toArray(new Entry[0]);
        this.evidence = Evidence.of(rule);
        this.checksum = TokenChecksum.of(rule);
    }

    /** A detector for each anchor of a rule. */
    static List<AnchoredRule> of(RedactionRule rule) {
        Map<String, List<Entry>> byAnchor = new LinkedHashMap<>();
        for (List<Piece> pieces : PatternParser.parse(rule.pattern())) {
            Variant variant = Variant.of(pieces, rule.ignoreCase(), true);
            int piece = variant.longestFixed();
            if (piece < 0 || variant.fixed(piece).length() < SHORTEST_ANCHOR) {
                throw new RefusedPatternException(
                        "has no " + SHORTEST_ANCHOR + " fixed characters in a row in its pattern, or"
                                + " in one of its alternatives; fix some, or make it a keyed rule");
            }
            variant.requireUnambiguous(piece);
            String fixed = variant.fixed(piece).toLowerCase(Locale.ROOT);
            String anchor = fixed.substring(0, Math.min(LONGEST_ANCHOR, fixed.length()));
            byAnchor.computeIfAbsent(anchor, one -> new ArrayList<>()).add(new Entry(variant, piece, variant.tail()));
        }
        List<AnchoredRule> detectors = new ArrayList<>();
        byAnchor.forEach((anchor, entries) -> detectors.add(new AnchoredRule(rule, anchor, entries)));
        return detectors;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<String> anchors() {
        return List.of(anchor);
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int next = Integer.MAX_VALUE;
        for (Entry entry : entries) {
            next = Math.min(next, match(text, start, entry, found));
        }
        return next;
    }

    /** Adds the secret, if there is one, and gives the index before which this entry need not be tried again. */
    private int match(Text text, int start, Entry entry, Spans found) {
        Variant variant = entry.variant();
        int from = wordStart(text, entry, start, variant.matchBackward(text, start, entry.piece()));
        boolean glued = from >= 0
                && Alphabet.ALNUM.has(text.charAt(from))
                && !Boundary.before(text, from)
                && !found.reaches(from); // one token behind another
        if (from < 0 || (glued && !checksum.isKnown())) {
            return start;
        }
        int matched = variant.matchForward(text, start, entry.piece());
        if (matched < 0) {
            return ~matched;
        }
        int end = beforeFullStop(text, entry, entry.tail().runEnd(text, matched));
        int secret = variant.secretStart(text, from);
        int secretEnd = variant.secretEnd(text, from, end);
        if (glued && !checksum.isRight(text, secret, secretEnd)) {
            return start;
        }
        if (!evidence.isIn(text, secret, secretEnd)) {
            return Variant.retryAt(start, end);
        }
        found.add(secret, secretEnd);
        return end;
    }

    /** Behind the escape of a colour or of a character, which a first run of letters and digits takes as well. */
    private static int wordStart(Text text, Entry entry, int anchor, int from) {
        int word = from < 0 || from == anchor ? from : Boundary.afterEscape(text, from);
        return word > from && anchor - word >= entry.variant().minLength(entry.piece()) ? word : from;
    }

    /** The full stop of a sentence is no part of the secret that ends it, though the last class has full stops. */
    private static int beforeFullStop(Text text, Entry entry, int end) {
        return entry.tail().has('.') && text.charAt(end - 1) == '.' ? end - 1 : end;
    }
}
