package dev.praxis.redaction.internal.engine;

import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/** How far the search of one text has come, and what it found. The memory is used again. Confined to one thread. */
final class Scan {

    /** What a search may read on credit before the first characters have paid for it, and the most it can save. */
    static final long MOST_CREDIT = 1L << 22;

    final Text window = new Text();
    final Spans spans = new Spans();
    /** For each detector: the index before which it need not be asked; 0 for all but those that are noted. */
    private final int[] resumeAt;

    private final int[] resuming;
    private int noted;

    /** Whether this is the search of a line without its interruptions, which has no interruptions of its own. */
    boolean inner;

    /** The index after the last character that the automaton read, and its state there. */
    int position;

    int state;
    /** How many of the anchors that end at the position are done. */
    int done;
    /** What was found before the position, in which no anchor is asked about. */
    long shielded;
    /** The next index at which a run of the characters of tokens reaches its length; looked for when it is passed. */
    int nextRun;
    /** No window reaches farther back than this. */
    int floor;
    /** Up to where a marker was recognised, inside which nothing is looked for. */
    int markerEnd;

    long credit;
    int creditedTo;

    /** What follows a secret that goes on behind its window; null when there is none. Nothing else is looked for in it. */
    @Nullable
    Tail tail;

    /** Up to where that secret is known to go, and its rule. */
    int tailFrom;

    int tailRule;

    Scan(int detectors) {
        resumeAt = new int[detectors];
        resuming = new int[detectors];
    }

    /** The index before which a detector need not be asked. */
    int resumeAt(int detector) {
        return resumeAt[detector];
    }

    /** Notes that a detector need not be asked before an index. */
    void resumeAt(int detector, int index) {
        if (index > resumeAt[detector]) {
            if (resumeAt[detector] == 0) {
                resuming[noted++] = detector;
            }
            resumeAt[detector] = index;
        }
    }

    /** Makes ready for another text. */
    void clear() {
        spans.clear();
        inner = false;
        window.close();
        restart(0);
        credit = MOST_CREDIT;
    }

    /** Goes on at an index as if the text began there. */
    void restart(int at) {
        // Only those that were noted: there are hundreds of detectors, and most texts are short.
        while (noted > 0) {
            resumeAt[resuming[--noted]] = 0;
        }
        position = at;
        state = 0;
        done = 0;
        nextRun = at;
        floor = at;
        tail = null;
        markerEnd = at;
        shielded = spans.farthest();
        creditedTo = at;
    }

    /** Goes on with a secret whose end is not known yet. */
    void follow(Tail secret, int from, int rule) {
        tail = secret;
        tailFrom = from;
        tailRule = rule;
    }

    /** Follows the text, from whose start some characters were taken. */
    void shift(int by) {
        int kept = 0;
        for (int i = 0; i < noted; i++) {
            int detector = resuming[i];
            resumeAt[detector] = Math.max(0, resumeAt[detector] - by);
            if (resumeAt[detector] > 0) {
                resuming[kept++] = detector;
            }
        }
        noted = kept;
        position -= by;
        tailFrom -= by;
        nextRun = Math.max(0, nextRun - by);
        floor = Math.max(0, floor - by);
        markerEnd = Math.max(0, markerEnd - by);
        creditedTo -= by;
        spans.shift(by);
        shielded = Spans.shifted(shielded, by);
    }

    /** The reads that are allowed now that the search has come to an index. */
    long credit(int index, int perCharacter) {
        if (index > creditedTo) {
            credit = Math.min(MOST_CREDIT, credit + (long) perCharacter * (index - creditedTo));
            creditedTo = index;
        }
        return credit;
    }
}
