package dev.praxis.testkit.history.register;

import org.jspecify.annotations.Nullable;

/**
 * What a register answers.
 *
 * @param isDone whether it did as it was asked; false is a conflict, after which nothing has changed
 * @param version what a read found, a write wrote or a retirement ended; in a conflict what is active. Null for nothing.
 */
public record Reply(boolean isDone, @Nullable Version version) {

    static Reply done(@Nullable Version version) {
        return new Reply(true, version);
    }

    static Reply conflict(@Nullable Version current) {
        return new Reply(false, current);
    }

    @Override
    public String toString() {
        return (isDone ? "done " : "conflict ") + Version.text(version);
    }
}
