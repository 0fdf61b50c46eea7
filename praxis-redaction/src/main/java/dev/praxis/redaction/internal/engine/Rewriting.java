package dev.praxis.redaction.internal.engine;

import dev.praxis.redaction.internal.text.Spans;
import org.jspecify.annotations.Nullable;

/**
 * Copies a text with a marker in the place of each part that was found. Parts that overlap or touch get one marker, that of
 * the first, so that what is written before an index does not depend on what is found behind it. Confined to one thread.
 */
final class Rewriting {

    private final Engine engine;
    private final Marking marking;
    private final Finds finds;
    /** Where what this gets lies in the whole text; null for the first pass. */
    private final @Nullable Offsets before;

    private final Offsets after = new Offsets();

    /** Up to where the text was written or replaced. */
    private int position;
    /** Where the last part ends that got a marker; what touches it belongs to it. */
    private int open = -1;

    /** How many characters were taken from the start of the text, and how many were written. */
    private long taken;

    private long written;
    /** The part whose end may not be known yet: its rule, and where it and its marker are. */
    private @Nullable String pendingRule;

    private long pendingStart;
    private long markerStart;
    private long markerEnd;

    Rewriting(Engine engine, Marking marking, Finds finds, @Nullable Rewriting before) {
        this.engine = engine;
        this.marking = marking;
        this.finds = finds;
        this.before = before == null ? null : before.after;
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
                report();
                append(text, start, out);
                int before = out.length();
                pendingRule = engine.ruleId(spans.rule(i));
                marking.mark(pendingRule, text, start, end, out);
                pendingStart = taken + start;
                markerStart = written;
                written += out.length() - before;
                markerEnd = written;
            }
            open = end;
            position = end;
        }
        if (position < limit) {
            report();
            append(text, limit, out);
        }
    }

    /** Says that nothing comes any more. */
    void finish() {
        report();
    }

    private void append(String text, int to, StringBuilder out) {
        out.append(text, position, to);
        written += to - (long) position;
        position = to;
    }

    private void report() {
        if (pendingRule == null || finds == Finds.IGNORED) {
            return;
        }
        long start = pendingStart;
        long end = taken + open;
        finds.found(pendingRule, before == null ? start : before.start(start), before == null ? end : before.end(end));
        after.add(
                markerStart,
                markerEnd,
                before == null ? start : before.start(start),
                before == null ? end : before.end(end));
        pendingRule = null;
    }

    /** Follows the text, from whose start some characters were taken that were written. */
    void shift(int by) {
        position -= by;
        open = Math.max(-1, open - by);
        taken += by;
    }
}
