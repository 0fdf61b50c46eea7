package dev.praxis.redaction.internal.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/** Where a place in what a pass gave lies in what it got. Asked with starts that never decrease. Confined to one thread. */
final class Offsets {

    private record Edit(long start, long end, long originalStart, long originalEnd) {}

    private final Deque<Edit> edits = new ArrayDeque<>();
    private long shift;

    /** Notes a marker between two places, and what it stands for. */
    void add(long start, long end, long originalStart, long originalEnd) {
        edits.add(new Edit(start, end, originalStart, originalEnd));
    }

    /** Where what starts at a place started; no earlier place is asked for later. */
    long start(long at) {
        Edit first = edits.peek();
        while (first != null && first.end() <= at) {
            shift = first.originalEnd() - first.end();
            edits.remove();
            first = edits.peek();
        }
        return first != null && first.start() <= at ? first.originalStart() : at + shift;
    }

    /** Where what ends at a place ended. */
    long end(long at) {
        long by = shift;
        for (Edit edit : edits) {
            if (edit.start() >= at) {
                break;
            }
            if (edit.end() > at) {
                return edit.originalEnd();
            }
            by = edit.originalEnd() - edit.end();
        }
        return at + by;
    }
}
