package dev.praxis.redaction.internal.engine;

import dev.praxis.redaction.internal.text.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Replaces what an engine finds, then looks once more at what that gave, since a marker in the place of a secret can show
 * another one. Whole texts and texts in pieces go through the same number of passes, and so give the same. Immutable and
 * thread-safe.
 */
public final class Passes {

    /** How often a text is searched at most. */
    private static final int MOST = 3;

    private final Engine engine;
    private final Marking marking;

    /** Passes of one engine. */
    public Passes(Engine engine, Marking marking) {
        this.engine = engine;
        this.marking = marking;
    }

    /** The text without secrets; the same instance if there was none. */
    public String redact(String text) {
        return redact(text, Finds.IGNORED);
    }

    /** As {@link #redact}, and tells what was found. */
    public String redact(String text, Finds finds) {
        String current = text;
        Rewriting before = null;
        for (int pass = 0; pass < MOST; pass++) {
            Scan scan = engine.borrow();
            try {
                engine.search(current, scan);
                if (scan.spans.isEmpty()) {
                    return current;
                }
                before = new Rewriting(engine, marking, finds, before);
                String next = rewritten(current, scan.spans, before);
                if (next.equals(current)) {
                    return current;
                }
                current = next;
            } finally {
                engine.giveBack(scan);
            }
        }
        return current;
    }

    private static String rewritten(String text, Spans spans, Rewriting rewriting) {
        StringBuilder out = new StringBuilder(text.length());
        rewriting.copy(text, spans, text.length(), out);
        rewriting.finish();
        return out.toString();
    }

    /** Whether any detector would be asked about a text because of a word in it. */
    public boolean hasAnchor(String text) {
        return engine.hasAnchor(text);
    }

    /** How many characters a search reads, each as often as it is read: a measure of work that no busy machine changes. */
    public long work(String text) {
        Scan scan = engine.borrow();
        try {
            long before = scan.window.steps();
            engine.search(text, scan);
            return scan.window.steps() - before + text.length();
        } finally {
            engine.giveBack(scan);
        }
    }

    /** Starts a text that comes in pieces; what is found is told as it is given out. */
    public PieceWise pieces(Consumer<CharSequence> out, Finds finds) {
        return new PieceWise(engine, rewritings(finds), out);
    }

    private List<Rewriting> rewritings(Finds finds) {
        List<Rewriting> all = new ArrayList<>(MOST);
        Rewriting before = null;
        for (int pass = 0; pass < MOST; pass++) {
            before = new Rewriting(engine, marking, finds, before);
            all.add(before);
        }
        return all;
    }
}
