package dev.praxis.execution;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/**
 * The approval did not reach the human who decides; it was withdrawn, and nothing ran. Code {@code PRX-GATE-UNDELIVERED}.
 */
public final class ApprovalUndeliveredException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the failure behind it, or null
     */
    public ApprovalUndeliveredException(String message, @Nullable Throwable cause) {
        super("PRX-GATE-UNDELIVERED", message, cause);
    }
}
