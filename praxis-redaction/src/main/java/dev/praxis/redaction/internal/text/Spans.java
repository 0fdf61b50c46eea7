package dev.praxis.redaction.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The parts of a text that are to be replaced, each with the number of the rule that found it. A search adds them in the
 * indexes of its window; read they are in those of the whole text, in order. Confined to one thread, and reused.
 */
public final class Spans {

    private static final int FIRST_CAPACITY = 16;
    private static final int MOVES_PER_PART = 32;

    private int[] starts = new int[FIRST_CAPACITY];
    private int[] ends = new int[FIRST_CAPACITY];
    private int[] rules = new int[FIRST_CAPACITY];
    private int size;

    private int base;
    private int rule;
    private int farthestStart;
    private int farthestEnd;
    private int marked;
    private int markedStart;
    private int markedEnd;

    /** Says whose finds come next, and where their window starts. */
    public void from(int windowBase, int ruleNumber) {
        this.base = windowBase;
        this.rule = ruleNumber;
    }

    /** Adds what is to be replaced, in the indexes of the window; nothing, when the part is empty. */
    public void add(int start, int end) {
        if (start < end) {
            addAbsolute(base + Math.max(0, start), base + end, rule);
        }
    }

    /** Adds a part in the indexes of the whole text. */
    public void addAbsolute(int start, int end, int ruleNumber) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            rules = Arrays.copyOf(rules, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        rules[size] = ruleNumber;
        size++;
        if (end > farthestEnd) {
            farthestStart = start;
            farthestEnd = end;
        }
    }

    /** How many parts there are. */
    public int size() {
        return size;
    }

    /** Whether there is nothing to be replaced. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Where a part starts, in the whole text. */
    public int start(int index) {
        return starts[index];
    }

    /** Where a part ends, in the whole text. */
    public int end(int index) {
        return ends[index];
    }

    /** The number of the rule that found a part. */
    public int rule(int index) {
        return rules[index];
    }

    /** The part that reaches farthest: its start in the upper half, the index after it in the lower. */
    public long farthest() {
        return part(farthestStart, farthestEnd);
    }

    /** Whether a {@link #farthest} part holds all that stands between two indexes of the whole text. */
    public static boolean covers(long part, int start, int end) {
        return (int) (part >> 32) <= start && end <= (int) part;
    }

    /** Whether the {@link #farthest} part goes up to an index of the window or over it. */
    public boolean reaches(int index) {
        return farthestStart < base + index && base + index <= farthestEnd;
    }

    /** The same part of a text from whose start some characters were taken. */
    public static long shifted(long part, int by) {
        return part((int) (part >> 32) - by, (int) part - by);
    }

    private static long part(int start, int end) {
        return (long) start << 32 | (end & 0xFFFF_FFFFL);
    }

    /** Notes what is there, for {@link #rollBack}. */
    public void mark() {
        marked = size;
        markedStart = farthestStart;
        markedEnd = farthestEnd;
    }

    /** How many parts there were at the mark. */
    public int marked() {
        return marked;
    }

    /** Takes back what was added since the mark. */
    public void rollBack() {
        size = marked;
        farthestStart = markedStart;
        farthestEnd = markedEnd;
    }

    /** Cuts a part off before a place in the whole text. What is left may be empty. */
    public void clip(int index, int earliest) {
        starts[index] = Math.min(Math.max(starts[index], earliest), ends[index]);
    }

    /** Removes all, for the next text. */
    public void clear() {
        size = 0;
        farthestStart = 0;
        farthestEnd = 0;
    }

    /** Removes the parts that end at or before a place, and moves the others as far to the left. */
    public void shift(int by) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (ends[i] > by) {
                starts[kept] = Math.max(0, starts[i] - by);
                ends[kept] = ends[i] - by;
                rules[kept] = rules[i];
                kept++;
            }
        }
        size = kept;
        farthestStart -= by;
        farthestEnd -= by;
    }

    /** Sorts by start, and the longer one of two before the other; in order of finding when they are the same. */
    public void sort() {
        long left = MOVES_PER_PART * (long) size;
        for (int i = 1; i < size && left >= 0; i++) {
            left -= insert(i);
        }
        if (left < 0) {
            sortThoroughly();
        }
    }

    /** Parts are found almost in order, so each has a few steps to go; gives how many. */
    private int insert(int index) {
        int start = starts[index];
        int end = ends[index];
        int number = rules[index];
        int j = index - 1;
        while (j >= 0 && (starts[j] > start || (starts[j] == start && ends[j] < end))) {
            starts[j + 1] = starts[j];
            ends[j + 1] = ends[j];
            rules[j + 1] = rules[j];
            j--;
        }
        starts[j + 1] = start;
        ends[j + 1] = end;
        rules[j + 1] = number;
        return index - 1 - j;
    }

    /** For texts that were made so that the parts in them are far from order. */
    private void sortThoroughly() {
        List<int[]> parts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            parts.add(new int[] {starts[i], ends[i], rules[i]});
        }
        parts.sort(Comparator.<int[]>comparingInt(part -> part[0]).thenComparingInt(part -> -part[1]));
        for (int i = 0; i < size; i++) {
            starts[i] = parts.get(i)[0];
            ends[i] = parts.get(i)[1];
            rules[i] = parts.get(i)[2];
        }
    }
}
