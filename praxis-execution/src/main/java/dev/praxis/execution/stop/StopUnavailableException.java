package dev.praxis.execution.stop;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/** A hard stop could not be raised, looked up or lifted. Code {@code PRX-STOP-UNAVAILABLE}. */
public final class StopUnavailableException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the underlying failure, or null
     */
    public StopUnavailableException(String message, @Nullable Throwable cause) {
        super("PRX-STOP-UNAVAILABLE", message, cause);
    }
}
