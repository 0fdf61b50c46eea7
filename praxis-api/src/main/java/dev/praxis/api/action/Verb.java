package dev.praxis.api.action;

import java.util.List;
import java.util.Objects;

/**
 * One thing that an actuator can do.
 *
 * @param name one word, such as {@code reset}
 * @param summary one line that says what happens to the target
 * @param tierFloor the least severe tier that this verb can have; a plan may say more, never less
 * @param parameters what it takes, besides the target
 */
public record Verb(String name, String summary, Tier tierFloor, List<Parameter> parameters) {

    /** Copies the list. */
    public Verb {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(tierFloor, "tierFloor");
        parameters = List.copyOf(parameters);
    }
}
