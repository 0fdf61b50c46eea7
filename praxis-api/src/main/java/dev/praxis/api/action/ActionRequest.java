package dev.praxis.api.action;

import dev.praxis.api.json.JsonObject;
import java.util.Objects;

/**
 * A wish to act.
 *
 * @param verb the name of the verb
 * @param target the host
 * @param arguments one member for each parameter given, of the JSON kind that {@link Parameter.Kind} names
 */
public record ActionRequest(String verb, Target target, JsonObject arguments) {

    /** Checks for null. */
    public ActionRequest {
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(arguments, "arguments");
    }
}
