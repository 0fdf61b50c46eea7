package dev.praxis.redaction.internal.engine;

import dev.praxis.redaction.internal.text.Markers;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the anchors of all detectors in one pass and asks a detector where one of its own was seen, from left to right.
 *
 * <p>What is decided at an anchor depends on a window around it and on what was decided before, never on how the text came
 * in. A decision that the window is too small for, or for which far too much is read, is made against the text: a secret
 * that goes on behind the window is followed to its end, of anything else what is left of the line is replaced, and the search
 * begins anew behind it.
 *
 * <p>Immutable and thread-safe.
 */
public final class Engine {

    /** How far a detector may look back from its anchor. */
    public static final int BACK = 1 << 12;

    /** How far a detector may look from the start of its anchor on. */
    public static final int AHEAD = 1 << 18;

    /** How long a run of the characters of tokens is at which nets are asked. */
    public static final int RUN = TokenRuns.LENGTH;

    /** The rule under which that is reported which could not be searched. */
    public static final String UNSEARCHED = "unsearched";

    /** How often each character may be read, on average. Ordinary text needs a small part of this. */
    static final int READS_PER_CHARACTER = 128;

    /** How much memory for searches is kept. */
    private static final int IDLE = 32;

    /** So many places that two of them are on different lines of a processor's cache, as a power of two. */
    private static final int PLACE = 4;

    /** Who is asked at the start of a marker, and at what interrupts a secret. */
    private static final int MARKER = -1;

    private static final int INTERRUPTION = -2;

    /** How a search ended. */
    enum Outcome {
        /** All that is there was searched. */
        DONE,
        /** What comes next decides about the anchor at the position, or where the secret ends that goes on. */
        OPEN,
        /** A secret goes on behind its window. */
        GOES_ON
    }

    private final Detector[] detectors;
    private final int[] nets;
    private final AnchorAutomaton automaton;
    private final int[] owners;
    private final int[] lengths;
    /** Memory for searches, for each thread at another place, so that threads seldom take it from each other. */
    private final AtomicReferenceArray<Scan> idle = new AtomicReferenceArray<>(IDLE << PLACE);

    /** An engine with some detectors, whose order is that in which they are asked at the same place. */
    public Engine(List<? extends Detector> detectors) {
        this.detectors = detectors.toArray(new Detector[0]);
        List<String> anchors = new ArrayList<>(List.of(Markers.START.toLowerCase(Locale.ROOT)));
        List<Integer> owner = new ArrayList<>(List.of(MARKER));
        for (String interruption : Interruptions.anchors()) {
            anchors.add(interruption);
            owner.add(INTERRUPTION);
        }
        List<Integer> net = new ArrayList<>();
        for (int d = 0; d < this.detectors.length; d++) {
            for (String anchor : this.detectors[d].anchors()) {
                anchors.add(anchor);
                owner.add(d);
            }
            if (this.detectors[d].atRuns()) {
                net.add(d);
            }
        }
        automaton = AnchorAutomaton.of(anchors);
        owners = owner.stream().mapToInt(Integer::intValue).toArray();
        lengths = anchors.stream().mapToInt(String::length).toArray();
        nets = net.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The name of a rule in {@link Spans}. */
    public String ruleId(int rule) {
        return rule == detectors.length ? UNSEARCHED : detectors[rule].id();
    }

    /** Where the first anchor may start that the search has still to ask about. */
    int openFrom(String text, Scan scan) {
        if (scan.tail != null) {
            return scan.tailFrom;
        }
        int from = scan.position - automaton.depth(scan.state);
        return nets.length == 0 ? from : Math.min(from, TokenRuns.startOf(text, scan.position, scan.floor));
    }

    /** Whether an anchor stands in a text. */
    boolean hasAnchor(String text) {
        int state = (int) automaton.read(text, 0, text.length(), 0);
        return automaton.anchorsAt(state).length > 0;
    }

    /** Memory for a search. Given back, it serves the next one. */
    Scan borrow() {
        Scan scan = idle.getAndSet(place(), null);
        if (scan == null) {
            scan = new Scan(detectors.length + 1);
        }
        scan.clear();
        return scan;
    }

    /** Takes back the memory of a search. */
    void giveBack(Scan scan) {
        scan.window.close();
        idle.set(place(), scan);
    }

    private static int place() {
        return (int) (Thread.currentThread().getId() % IDLE) << PLACE;
    }

    /** Searches a whole text; its finds are sorted. */
    void search(String text, Scan scan) {
        advance(text, scan, true);
        scan.spans.sort();
    }

    private static int wordStart(String text, Scan scan, int anchor) {
        int start = anchor;
        int earliest = Math.max(scan.floor, start - BACK);
        while (start > earliest && text.charAt(start - 1) > ' ') {
            start--;
        }
        return start;
    }

    /** Searches on, as far as what is there decides. */
    void advance(String text, Scan scan, boolean last) {
        Outcome outcome = scan.tail == null ? hits(text, scan, last) : Outcome.GOES_ON;
        while (outcome != Outcome.OPEN) {
            if (outcome == Outcome.GOES_ON && !follow(text, scan, scan.tail, last)) {
                return;
            }
            if (scan.position >= text.length()) {
                return;
            }
            if (scan.nextRun <= scan.position) {
                scan.nextRun = nets.length == 0 ? text.length() : TokenRuns.next(text, scan.position, scan.floor);
            }
            long read = automaton.read(text, scan.position, scan.nextRun, scan.state);
            scan.position = (int) (read >>> 32);
            scan.state = (int) read;
            scan.done = 0;
            outcome = hits(text, scan, last);
        }
    }

    /** Takes what is there of a secret that goes on, and goes on behind it; says whether its end is there. */
    private static boolean follow(String text, Scan scan, @Nullable Tail tail, boolean last) {
        int from = scan.tailFrom;
        int to = tail == null ? from : tail.advance(text, from, last);
        if (to > from) {
            scan.spans.addAbsolute(from, to, scan.tailRule);
            scan.tailFrom = to;
        }
        boolean ended = last || tail == null || tail.hasEnded();
        if (ended) {
            scan.restart(to);
        }
        return ended;
    }

    /** Asks about the anchors that end at the position, then about the run that reaches its length there. */
    private Outcome hits(String text, Scan scan, boolean last) {
        int end = scan.position;
        if (scan.done == 0) {
            scan.shielded = scan.spans.farthest(); // what is found here shields nobody else here: the longest counts
        }
        int[] anchors = automaton.anchorsAt(scan.state);
        while (scan.done < anchors.length) {
            int anchor = anchors[scan.done];
            Outcome outcome = hit(text, scan, owners[anchor], end - lengths[anchor], end, last);
            if (outcome != Outcome.DONE) {
                return outcome;
            }
            scan.done++;
        }
        if (nets.length > 0 && TokenRuns.endsAt(text, end, scan.floor)) {
            return netHits(text, scan, end, anchors.length, last);
        }
        return Outcome.DONE;
    }

    private Outcome netHits(String text, Scan scan, int end, int anchors, boolean last) {
        while (scan.done < anchors + nets.length) {
            Outcome outcome = hit(text, scan, nets[scan.done - anchors], end - RUN, end, last);
            if (outcome != Outcome.DONE) {
                return outcome;
            }
            scan.done++;
        }
        return Outcome.DONE;
    }

    private Outcome hit(String text, Scan scan, int detector, int start, int end, boolean last) {
        boolean net = scan.done >= automaton.anchorsAt(scan.state).length; // its run may go on behind what was found
        boolean shielded = end <= scan.markerEnd || (!net && Spans.covers(scan.shielded, start, end));
        if (shielded || (scan.inner && detector == INTERRUPTION)) {
            return Outcome.DONE;
        }
        if (detector != MARKER && end <= scan.resumeAt(slot(detector))) {
            return Outcome.DONE;
        }
        int base = Math.max(scan.floor, start - BACK);
        int ceiling = Math.min(text.length(), start + AHEAD);
        scan.window.open(text, base, ceiling);
        scan.spans.mark();
        long credit = scan.credit(end, READS_PER_CHARACTER);
        long steps = scan.window.steps();
        scan.window.allow(credit);
        boolean exhausted = false;
        int next = 0;
        try {
            next = ask(scan, detector, start - base, end - base);
        } catch (Text.Exhausted e) {
            exhausted = true;
        }
        scan.window.allow(Text.UNLIMITED);
        boolean beyond = scan.window.askedBeyond();
        if (beyond && !last && text.length() <= start + AHEAD) {
            scan.spans.rollBack();
            return Outcome.OPEN;
        }
        scan.credit = credit - (scan.window.steps() - steps);
        if (exhausted) {
            scan.spans.rollBack();
            return giveUp(scan, wordStart(text, scan, start), end);
        }
        if (detector == MARKER) {
            scan.markerEnd = base + next;
            return Outcome.DONE;
        }
        scan.resumeAt(slot(detector), base + next);
        keepToLine(text, scan, start);
        boolean small = beyond && ceiling < text.length() && !scan.window.isSettled();
        return small ? goOn(text, scan, detector, start, ceiling) : Outcome.DONE;
    }

    /** Goes on with the secret that reaches the end of its window, or gives up when there is none. */
    private Outcome goOn(String text, Scan scan, int detector, int start, int ceiling) {
        Spans spans = scan.spans;
        int farthest = spans.marked();
        for (int i = farthest + 1; i < spans.size(); i++) {
            farthest = spans.end(i) > spans.end(farthest) ? i : farthest;
        }
        boolean any = farthest < spans.size() && spans.start(farthest) < spans.end(farthest);
        if (any && spans.end(farthest) == ceiling && detector >= 0) {
            int base = scan.window.base();
            Tail tail = detectors[detector].tail(scan.window, spans.start(farthest) - base, ceiling - base);
            scan.follow(tail, ceiling, detector);
            return Outcome.GOES_ON;
        }
        return giveUp(scan, any ? spans.end(farthest) : wordStart(text, scan, start), ceiling);
    }

    /** Replaces what is left of a line, from an index on. */
    private Outcome giveUp(Scan scan, int from, int upTo) {
        scan.spans.addAbsolute(from, upTo, detectors.length);
        scan.follow(new LineTail(), upTo, detectors.length);
        return Outcome.GOES_ON;
    }

    private int slot(int detector) {
        return detector == INTERRUPTION ? detectors.length : detector;
    }

    private int ask(Scan scan, int detector, int start, int end) {
        if (detector == MARKER) {
            return Markers.after(scan.window, start);
        }
        if (detector == INTERRUPTION) {
            return Interruptions.find(this, scan.window, start, scan.spans);
        }
        scan.spans.from(scan.window.base(), detector);
        return detectors[detector].find(scan.window, start, end, scan.spans);
    }

    /** Cuts off what was found on lines before the anchor's, and drops the markers that it starts with or in. */
    private static void keepToLine(String text, Scan scan, int start) {
        Spans spans = scan.spans;
        int base = scan.window.base();
        for (int i = spans.marked(); i < spans.size(); i++) {
            if (spans.start(i) < start) {
                spans.clip(i, text.lastIndexOf('\n', start - 1) + 1);
            }
            int marker = Markers.around(scan.window, spans.start(i) - base) + base;
            while (marker > spans.start(i) && spans.start(i) < spans.end(i)) {
                spans.clip(i, marker);
                marker = Markers.around(scan.window, spans.start(i) - base) + base;
            }
        }
    }
}
