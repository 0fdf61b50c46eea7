package dev.praxis.redaction.internal.engine;

import java.util.function.Consumer;

/**
 * Replaces secrets in a text that comes in pieces. What comes out is that of the whole text in one piece, however it is cut:
 * each line is given out when nothing that follows can change it, and a long line in parts. What is held is
 * bounded by the windows of {@link Engine}. Confined to one thread.
 */
final class Stage {

    /** So much held is searched again with every line that comes in; more only when it has grown by a part. */
    private static final int OFTEN = 1 << 14;

    private static final int PART = 8;

    private final Engine engine;
    private final Scan scan;
    private final Rewriting rewriting;
    private final Consumer<CharSequence> out;
    private final StringBuilder pending = new StringBuilder();
    private final StringBuilder ready = new StringBuilder();
    private int tried;

    Stage(Engine engine, Rewriting rewriting, Consumer<CharSequence> out) {
        this.engine = engine;
        this.scan = engine.borrow();
        this.rewriting = rewriting;
        this.out = out;
    }

    /** Takes the next piece. */
    void write(CharSequence piece, int from, int to) {
        pending.append(piece, from, to);
        int held = pending.length() - rewriting.position();
        boolean line = lineEnd(piece, from, to) < to;
        if ((line && held <= OFTEN) || pending.length() - tried >= Math.max(Engine.BACK, held / PART)) {
            search(false);
        }
    }

    /** Gives out what is safe. */
    void flush() {
        search(false);
    }

    /** Gives out the rest: the text has ended. */
    void finish() {
        search(true);
        rewriting.finish();
        engine.giveBack(scan);
    }

    private static int lineEnd(CharSequence piece, int from, int to) {
        int i = from;
        while (i < to && piece.charAt(i) != '\n') {
            i++;
        }
        return i;
    }

    private void search(boolean last) {
        String text = pending.toString();
        tried = text.length();
        engine.advance(text, scan, last);
        int open = last ? text.length() : engine.openFrom(text, scan);
        boolean known = last || scan.tail != null;
        int limit = known ? open : Math.max(text.lastIndexOf('\n', open - 1) + 1, open - Engine.BACK);
        give(text, limit);
        forget(Math.min(rewriting.position(), open - Engine.BACK - 1));
    }

    private void give(String text, int limit) {
        scan.spans.sort();
        rewriting.copy(text, scan.spans, limit, ready);
        if (ready.length() > 0) {
            out.accept(ready);
            ready.setLength(0);
        }
    }

    /** Lets go of what no window reaches back to. */
    private void forget(int upTo) {
        if (upTo >= Engine.BACK) {
            pending.delete(0, upTo);
            rewriting.shift(upTo);
            scan.shift(upTo);
            tried -= upTo;
        }
    }
}
