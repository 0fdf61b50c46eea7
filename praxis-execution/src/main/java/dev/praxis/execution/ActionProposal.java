package dev.praxis.execution;

import dev.praxis.api.Utf8Text;
import dev.praxis.api.json.JsonObject;
import java.util.Objects;

/**
 * A wish to act, as it comes to the gate: everything by name, nothing looked up yet.
 *
 * @param actuator the name of the actuator, such as {@code talos}
 * @param verb the name of the verb, such as {@code reset}
 * @param host the name of the host, such as {@code cp-1}
 * @param arguments the arguments of the verb
 * @param reason why, for the human who decides and for the record; empty if nothing was said, at most
 *     {@value #MAX_REASON_BYTES} bytes of UTF-8. An approval is good for this reason only
 * @param caller who wants it
 */
public record ActionProposal(
        String actuator, String verb, String host, JsonObject arguments, String reason, Caller caller) {

    /** The greatest length of a reason, in bytes of UTF-8. */
    public static final int MAX_REASON_BYTES = 4096;

    /**
     * Checks the parts.
     *
     * @throws dev.praxis.api.InvalidArgumentException if the reason is too long or not Unicode text
     */
    public ActionProposal {
        Objects.requireNonNull(actuator, "actuator");
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(arguments, "arguments");
        Utf8Text.require("reason", reason, 0, MAX_REASON_BYTES);
        Objects.requireNonNull(caller, "caller");
    }
}
