package dev.praxis.testkit.history;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call and what is known of it. Immutable, if input and output are.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 * @param id names the call in its history
 * @param invokedAt a time not after the call began, by the clock of the history
 * @param answeredAt a time not before it ended; {@link #NEVER} for an open call
 * @param input what was asked
 * @param output what was answered, or null for an open call: it may have happened at any time after it was invoked, or not
 *     at all
 */
public record Call<I, O>(
        String id,
        long invokedAt,
        long answeredAt,
        I input,
        @Nullable O output) {

    /** After every time. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException if the call is answered before it was invoked, or has a time of answer if and only
     *     if it has no answer
     */
    public Call {
        Objects.requireNonNull(id, "id");
        if (answeredAt < invokedAt || (answeredAt == NEVER) != (output == null)) {
            throw new IllegalArgumentException(
                    "call " + id + " from " + invokedAt + " to " + answeredAt + " with the answer " + output);
        }
    }

    /**
     * A call whose outcome is not known.
     *
     * @param <I> what is asked
     * @param <O> what is answered
     * @param id names the call
     * @param invokedAt when it began
     * @param input what was asked
     * @return the open call
     */
    public static <I, O> Call<I, O> open(String id, long invokedAt, I input) {
        return new Call<>(id, invokedAt, NEVER, input, null);
    }

    /**
     * Whether nobody knows how the call ended.
     *
     * @return true if it has no answer
     */
    public boolean isOpen() {
        return output == null;
    }

    /**
     * Whether this call ended before another one began, so that it also has to come before it in every order.
     *
     * @param other the other call
     * @return true if the two do not overlap and this is the earlier one
     */
    public boolean precedes(Call<I, O> other) {
        return answeredAt < other.invokedAt;
    }
}
