package dev.praxis.api.action;

import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.FactVersion;
import java.util.Objects;

/**
 * Something that must still be so when the action runs: the active fact of a key has this version.
 *
 * @param fact the key
 * @param version the version that its active fact must have
 * @param why one line that says why the action depends on it
 */
public record Precondition(FactKey fact, FactVersion version, String why) {

    /** Checks for null. */
    public Precondition {
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(why, "why");
    }
}
