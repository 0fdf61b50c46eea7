package dev.praxis.redaction.internal.engine;

import dev.praxis.api.InvalidArgumentException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * All anchors as one automaton (Aho and Corasick, 1975), completed to a table with a row for each state, so that each
 * character of a text costs one look-up. Letters of ASCII are the same in either case; what is in no anchor shares a column.
 * States at which an anchor ends have the highest numbers. Immutable and thread-safe.
 */
final class AnchorAutomaton {

    private static final int PAGE = 256;
    private static final int MOST_STATES = 1 << 16;
    private static final int[] NONE = {};

    private final int shift;
    private final char[] next;
    private final int firstHit;
    private final char[][] pages;
    private final int[][] hits;
    private final char[] depths;

    private AnchorAutomaton(int shift, char[] next, int firstHit, char[][] pages, int[][] hits, char[] depths) {
        this.shift = shift;
        this.next = next;
        this.firstHit = firstHit;
        this.pages = pages;
        this.hits = hits;
        this.depths = depths;
    }

    /** The automaton of some anchors in lower case, each of which is known by its index in the list. */
    static AnchorAutomaton of(List<String> anchors) {
        return new Build(anchors).complete();
    }

    /**
     * Reads on until an anchor ends.
     *
     * @param text the text
     * @param from where to read on
     * @param to where to stop
     * @param start the state there, 0 at the start of a text
     * @return the index after the last character that was read in the upper half, the state there in the lower
     */
    long read(String text, int from, int to, int start) {
        char[][] page = pages;
        char[] table = next;
        int bits = shift;
        int quiet = firstHit;
        int state = start;
        int i = from;
        while (i < to) {
            char c = text.charAt(i++);
            state = table[(state << bits) + page[c >>> 8][c & 0xFF]];
            if (state >= quiet) {
                break;
            }
        }
        return (long) i << 32 | state;
    }

    /** The anchors that end at a state, the longest first; empty, when none does. */
    int[] anchorsAt(int state) {
        return state < firstHit ? NONE : hits[state - firstHit];
    }

    /** How many of the characters that were read last may be the beginning of an anchor. */
    int depth(int state) {
        return depths[state];
    }

    /** How much memory the table takes, in characters. */
    int size() {
        return next.length;
    }

    private static final class Build {

        private static final int ROOT = 0;

        private final List<String> anchors;
        private final char[] blank = new char[PAGE];
        private final char[][] pages = new char[PAGE][];
        private final List<int[]> rows = new ArrayList<>();
        private final List<List<Integer>> ends = new ArrayList<>();
        private final List<Integer> depths = new ArrayList<>();
        private int columns = 1;

        Build(List<String> anchors) {
            this.anchors = anchors;
            Arrays.fill(pages, blank);
        }

        AnchorAutomaton complete() {
            for (String anchor : anchors) {
                anchor.chars().forEach(c -> column((char) c));
            }
            addState(0);
            for (int i = 0; i < anchors.size(); i++) {
                add(anchors.get(i), i);
            }
            followFailures();
            return table();
        }

        private void column(char c) {
            char[] page = pages[c >>> 8];
            if (page == blank) {
                page = new char[PAGE];
                pages[c >>> 8] = page;
            }
            if (page[c & 0xFF] == 0) {
                page[c & 0xFF] = (char) columns;
                if (c >= 'a' && c <= 'z') {
                    page[c - 'a' + 'A'] = (char) columns;
                }
                columns++;
            }
        }

        private int addState(int depth) {
            if (rows.size() == MOST_STATES) {
                throw new InvalidArgumentException(
                        "the redaction rules have more anchors than one redactor can look for (" + MOST_STATES
                                + " states); give it fewer rules or fewer literal secrets");
            }
            int[] row = new int[columns];
            Arrays.fill(row, -1);
            rows.add(row);
            depths.add(depth);
            ends.add(new ArrayList<>());
            return rows.size() - 1;
        }

        private void add(String anchor, int number) {
            int state = ROOT;
            for (int i = 0; i < anchor.length(); i++) {
                char c = anchor.charAt(i);
                int column = pages[c >>> 8][c & 0xFF];
                int child = rows.get(state)[column];
                if (child < 0) {
                    child = addState(i + 1);
                    rows.get(state)[column] = child;
                }
                state = child;
            }
            ends.get(state).add(number);
        }

        /** Breadth first: the row of the longest proper suffix is complete before it is needed. */
        private void followFailures() {
            int[] failure = new int[rows.size()];
            Deque<Integer> queue = new ArrayDeque<>(List.of(ROOT));
            while (!queue.isEmpty()) {
                int state = queue.remove();
                int[] row = rows.get(state);
                ends.get(state).addAll(state == ROOT ? List.of() : ends.get(failure[state]));
                for (int column = 0; column < columns; column++) {
                    int fallback = state == ROOT ? ROOT : rows.get(failure[state])[column];
                    if (row[column] < 0) {
                        row[column] = fallback;
                    } else {
                        failure[row[column]] = state == ROOT ? ROOT : fallback;
                        queue.add(row[column]);
                    }
                }
            }
        }

        private AnchorAutomaton table() {
            int[] number = new int[rows.size()];
            int quiet = 0;
            for (List<Integer> end : ends) {
                quiet += end.isEmpty() ? 1 : 0;
            }
            int hitting = quiet;
            int silent = 0;
            for (int state = 0; state < rows.size(); state++) {
                number[state] = ends.get(state).isEmpty() ? silent++ : hitting++;
            }
            int shift = 32 - Integer.numberOfLeadingZeros(columns - 1);
            char[] next = new char[rows.size() << shift];
            int[][] hits = new int[rows.size() - quiet][];
            char[] depth = new char[rows.size()];
            for (int state = 0; state < rows.size(); state++) {
                for (int column = 0; column < columns; column++) {
                    next[(number[state] << shift) + column] = (char) number[rows.get(state)[column]];
                }
                depth[number[state]] = (char) depths.get(state).intValue();
                if (number[state] >= quiet) {
                    hits[number[state] - quiet] =
                            ends.get(state).stream().mapToInt(Integer::intValue).toArray();
                }
            }
            return new AnchorAutomaton(shift, next, quiet, pages, hits, depth);
        }
    }
}
