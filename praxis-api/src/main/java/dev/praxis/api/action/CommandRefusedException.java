package dev.praxis.api.action;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/** A program was not started. Nothing ran. Code {@code PRX-COMMAND-REFUSED}. */
public final class CommandRefusedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the system's failure, or null
     */
    public CommandRefusedException(String message, @Nullable Throwable cause) {
        super("PRX-COMMAND-REFUSED", message, cause);
    }
}
