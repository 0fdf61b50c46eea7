package dev.praxis.testkit.history.register;

import dev.praxis.testkit.history.Call;
import dev.praxis.testkit.history.History;
import dev.praxis.testkit.history.SequentialSpec;
import dev.praxis.testkit.history.SequentialSpec.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The definition of linearizability, word for word: every order of every choice of open calls is tried. For a few calls only. */
final class BruteForce<S, I, O> {

    private final SequentialSpec<S, I, O> spec;

    BruteForce(SequentialSpec<S, I, O> spec) {
        this.spec = spec;
    }

    boolean isLinearizable(History<I, O> history) {
        List<Call<I, O>> open = history.calls().stream().filter(Call::isOpen).toList();
        for (int choice = 0; choice < 1 << open.size(); choice++) {
            List<Call<I, O>> calls = new ArrayList<>(
                    history.calls().stream().filter(call -> !call.isOpen()).toList());
            for (int i = 0; i < open.size(); i++) {
                if ((choice >> i & 1) == 1) {
                    calls.add(open.get(i));
                }
            }
            if (anyOrderExplains(calls, 0)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyOrderExplains(List<Call<I, O>> calls, int fixed) {
        if (fixed == calls.size()) {
            return explains(calls);
        }
        for (int i = fixed; i < calls.size(); i++) {
            Collections.swap(calls, fixed, i);
            if (anyOrderExplains(calls, fixed + 1)) {
                return true;
            }
            Collections.swap(calls, fixed, i);
        }
        return false;
    }

    /** Whether an order keeps that of time and gives the answers that were given. */
    boolean explains(List<Call<I, O>> order) {
        S state = spec.initial();
        for (int i = 0; i < order.size(); i++) {
            Call<I, O> call = order.get(i);
            if (order.subList(i + 1, order.size()).stream().anyMatch(later -> later.precedes(call))) {
                return false;
            }
            Step<S, O> step = spec.apply(state, call.input());
            if (!call.isOpen() && !step.output().equals(call.output())) {
                return false;
            }
            state = step.state();
        }
        return true;
    }
}
