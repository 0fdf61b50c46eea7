package dev.praxis.api.action;

import java.util.Objects;

/**
 * How an action ended.
 *
 * @param status whether it succeeded
 * @param output digest of all output
 * @param message one line for a person; without secrets
 * @param excerpt the end of the output, redacted, for a person to read; never stored
 */
public record ActionOutcome(Status status, OutputDigest output, String message, String excerpt) {

    /** Whether an action succeeded. */
    public enum Status {
        /** It did what the plan says. */
        SUCCEEDED,
        /** It reported a failure; what it did until then is for the actuator's message to say. */
        FAILED,
        /** It may have happened or not: look before you try again. */
        UNKNOWN
    }

    /** Checks for null. */
    public ActionOutcome {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(excerpt, "excerpt");
    }
}
