package dev.praxis.execution;

import dev.praxis.api.json.JsonObject;
import java.util.Objects;

/**
 * A wish to act, as it comes to the gate: everything by name, nothing looked up yet.
 *
 * @param actuator the name of the actuator, such as {@code talos}
 * @param verb the name of the verb, such as {@code reset}
 * @param host the name of the host, such as {@code cp-1}
 * @param arguments the arguments of the verb
 * @param caller who wants it
 */
public record ActionProposal(String actuator, String verb, String host, JsonObject arguments, Caller caller) {

    /** Checks for null. */
    public ActionProposal {
        Objects.requireNonNull(actuator, "actuator");
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(caller, "caller");
    }
}
