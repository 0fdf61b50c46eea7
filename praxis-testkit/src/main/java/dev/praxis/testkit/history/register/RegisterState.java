package dev.praxis.testkit.history.register;

import org.jspecify.annotations.Nullable;

/**
 * A register between two calls.
 *
 * @param revisions how many values it has had
 * @param active what it holds, or null
 */
public record RegisterState(long revisions, @Nullable Version active) {

    @Override
    public String toString() {
        return "revision " + revisions + ", active " + Version.text(active);
    }
}
