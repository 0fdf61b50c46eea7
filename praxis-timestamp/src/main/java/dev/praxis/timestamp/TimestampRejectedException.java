package dev.praxis.timestamp;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/**
 * A time stamp that must not be trusted: the authority refused it, it is for something else, it is none, or nobody who is
 * trusted made it. Code {@code PRX-TIMESTAMP-REJECTED}.
 */
public final class TimestampRejectedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the underlying failure, or null
     */
    public TimestampRejectedException(String message, @Nullable Throwable cause) {
        super("PRX-TIMESTAMP-REJECTED", message, cause);
    }
}
