package dev.praxis.testkit.history;

import dev.praxis.testkit.history.SequentialSpec.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One search for an order. It lets calls happen one by one, each before the first answer that is not explained yet, and takes
 * the last one back when nothing fits. Confined to one thread.
 */
final class Search<S, I, O> {

    private final SequentialSpec<S, I, O> spec;
    private final Timeline<I, O> timeline;
    private final int open;

    private final List<Taken<S>> order = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private final Set<Configuration<S>> seen = new HashSet<>();
    private S state;

    private int farthest;
    private Verdict.@Nullable NotLinearizable<S, I, O> best;

    /** A call that was let happen, and the state that it found. */
    private record Taken<S>(int invocation, S found) {}

    /**
     * What has happened and what came of it; from the same configuration the search goes the same way. Of the answered calls,
     * which are numbered by their invocation, nearly all before the first missing one and few after it have happened.
     */
    private record Configuration<S>(BitSet open, int firstMissing, BitSet after, S state) {}

    /** Numbers the open calls first. */
    Search(SequentialSpec<S, I, O> spec, History<I, O> history) {
        List<Call<I, O>> calls = new ArrayList<>(history.calls());
        calls.sort(Comparator.<Call<I, O>, Boolean>comparing(call -> !call.isOpen())
                .thenComparingLong(Call::invokedAt));
        this.spec = spec;
        this.timeline = new Timeline<>(calls);
        this.open = (int) calls.stream().filter(Call::isOpen).count();
        this.state = spec.initial();
    }

    Verdict<S, I, O> verdict() {
        int entry = timeline.first();
        while (!timeline.isExplained()) {
            if (timeline.isInvocation(entry)) {
                entry = tryToTake(entry) ? timeline.first() : timeline.after(entry);
            } else {
                noteDeadEnd(entry);
                if (order.isEmpty() && best != null) {
                    return best;
                }
                entry = timeline.after(takeBack());
            }
        }
        return new Verdict.Linearizable<>(orderSoFar());
    }

    private boolean tryToTake(int invocation) {
        Call<I, O> call = timeline.call(invocation);
        Step<S, O> step = spec.apply(state, call.input());
        // An open call that changes nothing explains nothing.
        boolean fits =
                call.isOpen() ? !step.state().equals(state) : step.output().equals(call.output());
        if (!fits) {
            return false;
        }
        int number = timeline.number(invocation);
        taken.set(number);
        if (!seen.add(configuration(step.state()))) {
            taken.clear(number);
            return false;
        }
        timeline.remove(invocation);
        order.add(new Taken<>(invocation, state));
        state = step.state();
        return true;
    }

    private int takeBack() {
        Taken<S> last = order.remove(order.size() - 1);
        timeline.restore(last.invocation());
        taken.clear(timeline.number(last.invocation()));
        state = last.found();
        return last.invocation();
    }

    private Configuration<S> configuration(S reached) {
        int firstMissing = taken.nextClearBit(open);
        BitSet after = taken.get(firstMissing, Math.max(firstMissing, taken.length()));
        return new Configuration<>(taken.get(0, open), firstMissing, after, reached);
    }

    /** Entries are numbered by time: the farthest answer that stopped the search is the earliest that no order explains. */
    private void noteDeadEnd(int answer) {
        if (answer > farthest) {
            farthest = answer;
            best = new Verdict.NotLinearizable<>(timeline.call(answer), orderSoFar(), state, misfits(answer));
        }
    }

    private List<Verdict.Misfit<I, O>> misfits(int answer) {
        List<Verdict.Misfit<I, O>> misfits = new ArrayList<>();
        for (int entry = timeline.first(); entry != answer; entry = timeline.after(entry)) {
            Call<I, O> call = timeline.call(entry);
            O due = spec.apply(state, call.input()).output();
            if (!call.isOpen() && !due.equals(call.output())) {
                misfits.add(new Verdict.Misfit<>(call, due));
            }
        }
        return misfits;
    }

    private List<Call<I, O>> orderSoFar() {
        return order.stream().map(each -> timeline.call(each.invocation())).toList();
    }
}
