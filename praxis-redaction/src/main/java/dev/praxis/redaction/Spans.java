package dev.praxis.redaction;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The parts of a text that are to be replaced; parts that overlap or touch become one. Confined to one thread. */
final class Spans {

    static final String MARKER = "[REDACTED]";

    /** Made when it is needed: text without a secret costs no memory. */
    private @Nullable BitSet covered;

    void add(int start, int end) {
        if (start < end) {
            if (covered == null) {
                covered = new BitSet();
            }
            covered.set(start, end);
        }
    }

    boolean isEmpty() {
        return covered == null;
    }

    /** The text with a marker for each part; the same instance if that changes nothing. */
    String replaceIn(String text) {
        if (covered == null) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int kept = 0;
        for (int start = covered.nextSetBit(0); start >= 0; start = covered.nextSetBit(kept)) {
            out.append(text, kept, start).append(MARKER);
            kept = covered.nextClearBit(start);
        }
        String replaced = out.append(text, kept, text.length()).toString();
        return replaced.equals(text) ? text : replaced;
    }

    /** The index after a marker that starts at an index, or the index itself when none does. */
    static int afterMarker(Text text, int index) {
        return text.startsWith(MARKER, index) ? index + MARKER.length() : index;
    }
}
