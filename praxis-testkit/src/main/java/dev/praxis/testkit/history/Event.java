package dev.praxis.testkit.history;

/**
 * What is taken down while calls go on. Immutable, if input and output are.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 */
public sealed interface Event<I, O> {

    /**
     * The call that the event is about.
     *
     * @return its id
     */
    String call();

    /**
     * A call is about to begin.
     *
     * @param <I> what is asked
     * @param <O> what is answered
     * @param call its id, without white space
     * @param at the time, taken before the call
     * @param input what is asked
     */
    record Invoked<I, O>(String call, long at, I input) implements Event<I, O> {}

    /**
     * A call has ended with an answer.
     *
     * @param <I> what is asked
     * @param <O> what is answered
     * @param call its id
     * @param at the time, taken after the call
     * @param output what was answered
     */
    record Answered<I, O>(String call, long at, O output) implements Event<I, O> {}

    /**
     * A call was refused and certainly did nothing: it is as if it had not been invoked.
     *
     * @param <I> what is asked
     * @param <O> what is answered
     * @param call its id
     */
    record Refused<I, O>(String call) implements Event<I, O> {}
}
