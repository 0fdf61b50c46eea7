package dev.praxis.testkit.history;

/**
 * What an object does when calls come one after another. Immutable; the same state and input give the same step.
 *
 * @param <S> the state of the object; immutable, with value equality
 * @param <I> what is asked
 * @param <O> what is answered; with value equality
 */
public interface SequentialSpec<S, I, O> {

    /**
     * The state before the first call.
     *
     * @return the state
     */
    S initial();

    /**
     * One call.
     *
     * @param state the state that the call finds
     * @param input what is asked
     * @return the state that it leaves, and what it answers
     */
    Step<S, O> apply(S state, I input);

    /**
     * What a call leads to.
     *
     * @param <S> the state of the object
     * @param <O> what is answered
     * @param state the state that the call leaves
     * @param output what it answers
     */
    record Step<S, O>(S state, O output) {}
}
