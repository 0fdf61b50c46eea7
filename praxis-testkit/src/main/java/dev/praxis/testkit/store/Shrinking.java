package dev.praxis.testkit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a failing sequence shorter by leaving out steps, as long as it goes on failing. */
final class Shrinking {

    /** A backend may take milliseconds for a sequence; this keeps shrinking within seconds. */
    private static final int MOST_ATTEMPTS = 300;

    private Shrinking() {}

    /**
     * The failure of the shortest sequence that was found.
     *
     * @param steps a sequence that fails
     * @param failure how it fails
     * @param run runs a sequence on a fresh store and gives its failure, if it fails
     */
    static <S, F> F shortest(List<S> steps, F failure, Function<List<S>, Optional<F>> run) {
        List<S> shortest = steps;
        F found = failure;
        int attempts = 0;
        for (int width = Math.max(1, steps.size() / 2); width >= 1; width /= 2) {
            int from = 0;
            while (from < shortest.size() && attempts++ < MOST_ATTEMPTS) {
                List<S> candidate = without(shortest, from, Math.min(from + width, shortest.size()));
                Optional<F> failed = run.apply(candidate);
                if (failed.isPresent()) {
                    shortest = candidate;
                    found = failed.get();
                } else {
                    from += width;
                }
            }
        }
        return found;
    }

    private static <S> List<S> without(List<S> steps, int from, int to) {
        List<S> rest = new ArrayList<>(steps.subList(0, from));
        rest.addAll(steps.subList(to, steps.size()));
        return rest;
    }
}
