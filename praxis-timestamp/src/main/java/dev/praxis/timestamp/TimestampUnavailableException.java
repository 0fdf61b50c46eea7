package dev.praxis.timestamp;

import dev.praxis.api.PraxisException;
import dev.praxis.api.Retryable;
import org.jspecify.annotations.Nullable;

/** The authority could not be asked, or did not answer as one does. Code {@code PRX-TIMESTAMP-UNAVAILABLE}. */
public final class TimestampUnavailableException extends PraxisException implements Retryable {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the underlying failure, or null
     */
    public TimestampUnavailableException(String message, @Nullable Throwable cause) {
        super("PRX-TIMESTAMP-UNAVAILABLE", message, cause);
    }
}
