package dev.praxis.redaction.internal.engine;

import dev.praxis.redaction.internal.text.Spans;

/**
 * Copies a text with a marker in the place of each part that was found. Parts that overlap or touch get one marker, that of
 * the first, so that what is written before an index does not depend on what is found behind it. Confined to one thread.
 */
final class Rewriting {

    private final Engine engine;
    private final Marking marking;

    /** Up to where the text was written or replaced. */
    private int position;
    /** Where the last part ends that got a marker; what touches it belongs to it. */
    private int open = -1;

    Rewriting(Engine engine, Marking marking) {
        this.engine = engine;
        this.marking = marking;
    }

    int position() {
        return position;
    }

    /** Goes on with the parts that start before a limit, of which none that starts there is unknown; they are sorted. */
    void copy(String text, Spans spans, int limit, StringBuilder out) {
        for (int i = 0; i < spans.size() && spans.start(i) < limit; i++) {
            int start = spans.start(i);
            int end = spans.end(i);
            if (start == end || end <= open) {
                continue;
            }
            if (start > open) {
                out.append(text, position, start);
                marking.mark(engine.ruleId(spans.rule(i)), text, start, end, out);
            }
            open = end;
            position = end;
        }
        if (position < limit) {
            out.append(text, position, limit);
            position = limit;
        }
    }

    /** Follows the text, from whose start some characters were taken that were written. */
    void shift(int by) {
        position -= by;
        open = Math.max(-1, open - by);
    }
}
