package dev.praxis.testkit.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The invocations and answers that are still to be explained, in the order of time, as a doubly linked list from which a call
 * is taken out and put back in constant time. Confined to one thread.
 */
final class Timeline<I, O> {

    /** Before the first entry, which has the number 1; also stands for the answer of an open call. */
    private static final int HEAD = 0;

    private final List<Entry<I, O>> entries = new ArrayList<>();
    private final int[] next;
    private final int[] previous;
    private final int[] answers;
    private int unexplained;

    /** An end of a call. */
    private record Entry<I, O>(int number, Call<I, O> call, boolean invocation) {
        long at() {
            return invocation ? call.invokedAt() : call.answeredAt();
        }
    }

    /** Where there are equal times invocations come first: those calls overlap. */
    Timeline(List<Call<I, O>> calls) {
        for (int number = 0; number < calls.size(); number++) {
            Call<I, O> call = calls.get(number);
            entries.add(new Entry<>(number, call, true));
            if (!call.isOpen()) {
                entries.add(new Entry<>(number, call, false));
                unexplained++;
            }
        }
        entries.sort(Comparator.<Entry<I, O>>comparingLong(Entry::at).thenComparing(entry -> !entry.invocation()));
        next = new int[entries.size() + 2];
        previous = new int[entries.size() + 2];
        answers = new int[calls.size()];
        for (int i = 0; i <= entries.size(); i++) {
            next[i] = i + 1;
            previous[i + 1] = i;
        }
        for (int entry = 1; entry <= entries.size(); entry++) {
            if (!isInvocation(entry)) {
                answers[number(entry)] = entry;
            }
        }
    }

    /** Whether every answer has been explained. */
    boolean isExplained() {
        return unexplained == 0;
    }

    /** The first entry that is left; there is one until all is explained. */
    int first() {
        return next[HEAD];
    }

    int after(int entry) {
        return next[entry];
    }

    boolean isInvocation(int entry) {
        return entries.get(entry - 1).invocation();
    }

    /** The number of the call. */
    int number(int entry) {
        return entries.get(entry - 1).number();
    }

    Call<I, O> call(int entry) {
        return entries.get(entry - 1).call();
    }

    /** Takes out a call. */
    void remove(int invocation) {
        unlink(invocation);
        int answer = answers[number(invocation)];
        if (answer != HEAD) {
            unlink(answer);
            unexplained--;
        }
    }

    /** Puts back the call that was taken out last. */
    void restore(int invocation) {
        int answer = answers[number(invocation)];
        if (answer != HEAD) {
            relink(answer);
            unexplained++;
        }
        relink(invocation);
    }

    private void unlink(int entry) {
        next[previous[entry]] = next[entry];
        previous[next[entry]] = previous[entry];
    }

    private void relink(int entry) {
        next[previous[entry]] = entry;
        previous[next[entry]] = entry;
    }
}
