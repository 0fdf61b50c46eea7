package dev.praxis.api.action;

import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.json.JsonObject;
import java.util.Objects;

/**
 * A host that an action is aimed at, as the store describes it.
 *
 * @param name the name of the host, such as {@code cp-1}
 * @param type the type of the host, such as {@code talos}; an actuator acts on one type
 * @param attributes what is declared of it
 * @param fact the key of the fact that describes it
 * @param version the version of that fact: an approval holds for this version only
 */
public record Target(String name, String type, JsonObject attributes, FactKey fact, FactVersion version) {

    /** Checks for null. */
    public Target {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(attributes, "attributes");
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(version, "version");
    }
}
