package dev.praxis.redaction.internal.engine;

import dev.praxis.api.InvalidArgumentException;
import java.util.Arrays;
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

    /**
     * A trie of the anchors first, in which the children of a state are a chain; then, breadth first, for each state the
     * longest of its proper suffixes that is a state too; then the table, whose rows are those of these suffixes but for
     * the children.
     */
    private static final class Build {

        private static final int ROOT = 0;
        private static final int FIRST_CAPACITY = 1 << 12;

        private final List<String> anchors;
        private final char[] blank = new char[PAGE];
        private final char[][] pages = new char[PAGE][];
        private int columns = 1;

        private int states = 1;
        private int[] child = new int[FIRST_CAPACITY];
        private int[] sibling = new int[FIRST_CAPACITY];
        private char[] column = new char[FIRST_CAPACITY];
        private char[] depth = new char[FIRST_CAPACITY];
        /** The anchors that end at a state; those that end at a suffix of it only after {@link #followFailures}. */
        private int[][] ends = new int[FIRST_CAPACITY][];

        /** The children of the root by their columns: most suffixes are that short. */
        private int[] first = {};

        private int[] failure = {};
        private int[] breadthFirst = {};

        Build(List<String> anchors) {
            this.anchors = anchors;
            Arrays.fill(pages, blank);
            ends[ROOT] = NONE;
        }

        AnchorAutomaton complete() {
            for (int i = 0; i < anchors.size(); i++) {
                add(anchors.get(i), i);
            }
            followFailures();
            return table();
        }

        private void add(String anchor, int number) {
            int state = ROOT;
            for (int i = 0; i < anchor.length(); i++) {
                state = childOrNew(state, columnOf(anchor.charAt(i)));
            }
            ends[state] = joined(ends[state], new int[] {number});
        }

        private char columnOf(char c) {
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
            return page[c & 0xFF];
        }

        private int childOrNew(int state, char at) {
            int known = child[state];
            while (known != 0 && column[known] != at) {
                known = sibling[known];
            }
            return known != 0 ? known : newChild(state, at);
        }

        private int newChild(int state, char at) {
            if (states == MOST_STATES) {
                throw new InvalidArgumentException(
                        "the redaction rules have more anchors than one redactor can look for (" + MOST_STATES
                                + " states); give it fewer rules or fewer literal secrets");
            }
            if (states == child.length) {
                child = Arrays.copyOf(child, 2 * states);
                sibling = Arrays.copyOf(sibling, 2 * states);
                column = Arrays.copyOf(column, 2 * states);
                depth = Arrays.copyOf(depth, 2 * states);
                ends = Arrays.copyOf(ends, 2 * states);
            }
            int added = states++;
            column[added] = at;
            depth[added] = (char) (depth[state] + 1);
            ends[added] = NONE;
            sibling[added] = child[state];
            child[state] = added;
            return added;
        }

        /** The suffix of a state is known before those of its children are needed. */
        private void followFailures() {
            first = new int[columns];
            for (int to = child[ROOT]; to != 0; to = sibling[to]) {
                first[column[to]] = to;
            }
            failure = new int[states];
            breadthFirst = new int[states];
            int queued = 1;
            for (int next = 0; next < queued; next++) {
                int state = breadthFirst[next];
                for (int to = child[state]; to != 0; to = sibling[to]) {
                    failure[to] = state == ROOT ? ROOT : step(failure[state], column[to]);
                    ends[to] = joined(ends[to], ends[failure[to]]);
                    breadthFirst[queued++] = to;
                }
            }
        }

        /** The longest suffix of what led to a state that goes on with a column. */
        private int step(int from, char at) {
            for (int state = from; state != ROOT; state = failure[state]) {
                int to = child[state];
                while (to != 0 && column[to] != at) {
                    to = sibling[to];
                }
                if (to != 0) {
                    return to;
                }
            }
            return first[at];
        }

        private static int[] joined(int[] first, int[] second) {
            if (first.length == 0 || second.length == 0) {
                return first.length == 0 ? second : first;
            }
            int[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }

        private AnchorAutomaton table() {
            int quiet = 0;
            for (int state = 0; state < states; state++) {
                quiet += ends[state].length == 0 ? 1 : 0;
            }
            int[] number = new int[states];
            int[][] hits = new int[states - quiet][];
            char[] depths = new char[states];
            int silent = 0;
            int hitting = quiet;
            for (int state = 0; state < states; state++) {
                number[state] = ends[state].length == 0 ? silent++ : hitting++;
                depths[number[state]] = depth[state];
                if (number[state] >= quiet) {
                    hits[number[state] - quiet] = ends[state];
                }
            }
            int shift = 32 - Integer.numberOfLeadingZeros(columns - 1);
            return new AnchorAutomaton(shift, rows(number, shift), quiet, pages, hits, depths);
        }

        private char[] rows(int[] number, int shift) {
            char[] next = new char[states << shift];
            for (int state : breadthFirst) {
                int row = number[state] << shift;
                if (state != ROOT) {
                    System.arraycopy(next, number[failure[state]] << shift, next, row, columns);
                }
                for (int to = child[state]; to != 0; to = sibling[to]) {
                    next[row + column[to]] = (char) number[to];
                }
            }
            return next;
        }
    }
}
