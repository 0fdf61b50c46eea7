package dev.praxis.api.action;

import dev.praxis.api.PraxisException;

/**
 * A request is not an action that the actuator can do: an unknown verb, a missing or contradictory argument, a value
 * that does not exist. Nothing was done or written. Code {@code PRX-ACTION-INVALID}.
 */
public final class InvalidActionException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what is allowed
     */
    public InvalidActionException(String message) {
        super("PRX-ACTION-INVALID", message, null);
    }
}
