package dev.praxis.execution;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/**
 * An actuator broke while it prepared a plan. Nothing was done or written. Code {@code PRX-ACTUATOR-FAULT}.
 */
public final class ActuatorFaultException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the failure behind it, or null
     */
    public ActuatorFaultException(String message, @Nullable Throwable cause) {
        super("PRX-ACTUATOR-FAULT", message, cause);
    }
}
