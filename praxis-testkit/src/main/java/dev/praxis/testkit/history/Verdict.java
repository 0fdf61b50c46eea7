package dev.praxis.testkit.history;

import java.util.List;

/**
 * Whether a history is linearizable, and why. Immutable.
 *
 * @param <S> the state of the object
 * @param <I> what is asked
 * @param <O> what is answered
 */
public sealed interface Verdict<S, I, O> {

    /**
     * Whether there is an order that explains every answer.
     *
     * @return true if the history is linearizable
     */
    boolean isLinearizable();

    /**
     * There is an order that explains every answer.
     *
     * @param <S> the state of the object
     * @param <I> what is asked
     * @param <O> what is answered
     * @param order one such order; of the open calls it has those that are needed for it
     */
    record Linearizable<S, I, O>(List<Call<I, O>> order) implements Verdict<S, I, O> {
        /** Copies the list. */
        public Linearizable {
            order = List.copyOf(order);
        }

        @Override
        public boolean isLinearizable() {
            return true;
        }

        @Override
        public String toString() {
            return "linearizable, " + order.size() + " calls";
        }
    }

    /**
     * There is none. For all answers before that of {@code unexplained} there is one, so the violation has happened, at the
     * latest, when that call was answered.
     *
     * @param <S> the state of the object
     * @param <I> what is asked
     * @param <O> what is answered
     * @param unexplained the call with the earliest answer that no order gets to
     * @param order one of the orders that come that far
     * @param state the state after it
     * @param misfits every call that could come next by its time, and what it would have to answer
     */
    record NotLinearizable<S, I, O>(Call<I, O> unexplained, List<Call<I, O>> order, S state, List<Misfit<I, O>> misfits)
            implements Verdict<S, I, O> {

        private static final int LAST_CALLS = 8;

        /** Copies the lists. */
        public NotLinearizable {
            order = List.copyOf(order);
            misfits = List.copyOf(misfits);
        }

        @Override
        public boolean isLinearizable() {
            return false;
        }

        /** The explanation; times count from the first call that it shows. */
        @Override
        public String toString() {
            List<Call<I, O>> last = order.subList(Math.max(0, order.size() - LAST_CALLS), order.size());
            long start = unexplained.invokedAt();
            for (Call<I, O> call : last) {
                start = Math.min(start, call.invokedAt());
            }
            StringBuilder text = new StringBuilder("not linearizable: no order of the calls explains\n  ");
            text.append(shown(unexplained, start))
                    .append("\nThe best order has ")
                    .append(order.size())
                    .append(" calls and ends with");
            for (Call<I, O> call : last) {
                text.append("\n  ").append(shown(call, start));
            }
            text.append("\nwhich leaves ").append(state).append(". None of these can be next");
            for (Misfit<I, O> misfit : misfits) {
                text.append("\n  ").append(shown(misfit.call(), start)).append(", but would be ");
                text.append(misfit.due());
            }
            return text.toString();
        }

        private static <I, O> String shown(Call<I, O> call, long start) {
            String until = call.isOpen() ? "" : Long.toString(call.answeredAt() - start);
            String answer = call.isOpen() ? "open" : String.valueOf(call.output());
            return "[" + (call.invokedAt() - start) + ".." + until + "] " + call.id() + " " + call.input() + " -> "
                    + answer;
        }
    }

    /**
     * A call that does not fit.
     *
     * @param <I> what is asked
     * @param <O> what is answered
     * @param call the call, with what it answered
     * @param due what it would have to answer
     */
    record Misfit<I, O>(Call<I, O> call, O due) {}
}
