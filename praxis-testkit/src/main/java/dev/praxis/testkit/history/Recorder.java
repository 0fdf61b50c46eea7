package dev.praxis.testkit.history;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Takes down the calls of one caller. Confined to one thread; every thread has its own, and all that belong to one history
 * share a clock.
 *
 * <p>{@link System#nanoTime()} is such a clock, between threads and also between the processes of one machine: on Linux it is
 * CLOCK_MONOTONIC, which all processes read alike ({@link SharedClock} checks that). Two equal times count as overlapping, so a
 * coarse clock hides violations and never makes one up.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 */
public final class Recorder<I, O> {

    /** What a call that threw leaves known. */
    public enum Failure {
        /** It did nothing. */
        REFUSED,
        /** It may have happened, or may yet happen, or not. */
        UNKNOWN,
        /** It must not fail like this; the call stays open and the exception goes to the caller. */
        UNEXPECTED
    }

    private final String caller;
    private final LongSupplier clock;
    private final Consumer<? super Event<I, O>> sink;
    private final Function<? super RuntimeException, Failure> judge;
    private long calls;

    /**
     * Creates a recorder.
     *
     * @param caller names the caller, without white space; unique in the history
     * @param clock never goes backwards, for all callers
     * @param sink takes the events; thread-safe if callers share it
     * @param judge what an exception leaves known
     */
    public Recorder(
            String caller,
            LongSupplier clock,
            Consumer<? super Event<I, O>> sink,
            Function<? super RuntimeException, Failure> judge) {
        this.caller = caller;
        this.clock = clock;
        this.sink = sink;
        this.judge = judge;
    }

    /**
     * Calls the object and takes it down. The invocation is with the sink before the call begins, so it is known even if the
     * process does not live to see the answer.
     *
     * @param input what to ask
     * @param object answers
     * @return the answer; empty if the call failed in an expected way
     * @throws RuntimeException what the object threw, if that is {@link Failure#UNEXPECTED}
     */
    public Optional<O> call(I input, Function<? super I, ? extends O> object) {
        String id = caller + "#" + ++calls;
        sink.accept(new Event.Invoked<>(id, clock.getAsLong(), input));
        try {
            O output = object.apply(input);
            sink.accept(new Event.Answered<>(id, clock.getAsLong(), output));
            return Optional.of(output);
        } catch (RuntimeException e) {
            Failure failure = judge.apply(e);
            if (failure == Failure.UNEXPECTED) {
                throw e;
            }
            if (failure == Failure.REFUSED) {
                sink.accept(new Event.Refused<>(id));
            }
            return Optional.empty();
        }
    }
}
