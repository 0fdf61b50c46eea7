package dev.praxis.testkit.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Calls on a shared object, with times of one clock. Immutable, if inputs and outputs are.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 * @param calls the calls, in any order
 */
public record History<I, O>(List<Call<I, O>> calls) {

    /** Copies the list. */
    public History {
        calls = List.copyOf(calls);
    }

    /**
     * Puts together what was taken down, also by several recorders.
     *
     * @param <I> what is asked
     * @param <O> what is answered
     * @param events the events; those of one call in their order
     * @return the history; a call without an answer is open
     * @throws IllegalArgumentException if two calls have the same id, or one that was not invoked has ended
     */
    public static <I, O> History<I, O> of(Collection<? extends Event<I, O>> events) {
        Map<String, Call<I, O>> calls = new LinkedHashMap<>();
        for (Event<I, O> event : events) {
            Call<I, O> call = calls.remove(event.call());
            boolean inTurn = event instanceof Event.Invoked<I, O> ? call == null : call != null && call.isOpen();
            if (!inTurn) {
                throw new IllegalArgumentException("out of turn: " + event);
            }
            if (event instanceof Event.Invoked<I, O> invoked) {
                calls.put(invoked.call(), Call.open(invoked.call(), invoked.at(), invoked.input()));
            } else if (event instanceof Event.Answered<I, O> answered && call != null) {
                calls.put(
                        call.id(),
                        new Call<>(call.id(), call.invokedAt(), answered.at(), call.input(), answered.output()));
            }
        }
        return new History<>(new ArrayList<>(calls.values()));
    }

    /**
     * Takes apart a history of several objects that have nothing to do with each other.
     *
     * @param <K> what names an object
     * @param object the object that an input is for
     * @return the history of each object
     */
    public <K> Map<K, History<I, O>> by(Function<? super I, ? extends K> object) {
        Map<K, List<Call<I, O>>> parts = new LinkedHashMap<>();
        calls.forEach(call -> parts.computeIfAbsent(object.apply(call.input()), any -> new ArrayList<>())
                .add(call));
        Map<K, History<I, O>> histories = new LinkedHashMap<>();
        parts.forEach((key, part) -> histories.put(key, new History<>(part)));
        return histories;
    }
}
