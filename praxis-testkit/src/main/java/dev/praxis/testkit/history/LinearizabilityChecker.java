package dev.praxis.testkit.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Tells whether a history is linearizable with respect to what its object does sequentially: M. Herlihy and J. Wing,
 * "Linearizability: a correctness condition for concurrent objects", TOPLAS 12(3), 1990.
 *
 * <p>The search is that of J. Wing and C. Gong, "Testing and verifying concurrent objects", JPDC 17, 1993, and remembers the
 * configurations it has been in, as G. Lowe, "Testing for linearizability", CCPE 29(4), 2017. It is exact: it finds an order
 * if there is one. The problem is NP-complete (P. Gibbons and E. Korach, "Testing shared memories", SIAM J. Comput. 26(4),
 * 1997), so time and memory can grow exponentially with the number of calls that overlap and leave no trace in later answers;
 * they grow about linearly with the length of a history whose answers carry versions.
 *
 * <p>Immutable. Does not block.
 *
 * @param <S> the state of the object
 * @param <I> what is asked
 * @param <O> what is answered
 */
public final class LinearizabilityChecker<S, I, O> {

    private final SequentialSpec<S, I, O> spec;

    /**
     * Creates a checker.
     *
     * @param spec what the object does when calls come one after another
     */
    public LinearizabilityChecker(SequentialSpec<S, I, O> spec) {
        this.spec = spec;
    }

    /**
     * Checks the history of one object.
     *
     * @param history the history
     * @return the verdict
     */
    public Verdict<S, I, O> check(History<I, O> history) {
        return new Search<>(spec, history).verdict();
    }

    /**
     * Checks the history of several independent objects, each that starts in the initial state. It is linearizable if and only
     * if that of each object is (the locality theorem of Herlihy and Wing), so each is checked alone, which is much faster: A.
     * Horn and D. Kroening, "Faster linearizability checking via P-compositionality", FORTE 2015.
     *
     * @param <K> what names an object
     * @param history the history of all objects
     * @param object the object that an input is for
     * @return the verdict for each object
     */
    public <K> Map<K, Verdict<S, I, O>> checkEach(History<I, O> history, Function<? super I, ? extends K> object) {
        Map<K, Verdict<S, I, O>> verdicts = new LinkedHashMap<>();
        history.<K>by(object).forEach((key, part) -> verdicts.put(key, check(part)));
        return verdicts;
    }
}
