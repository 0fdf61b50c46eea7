package dev.praxis.execution.approval;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/** The approvals cannot be read or written. Nothing is approved then. Code {@code PRX-APPROVAL-UNAVAILABLE}. */
public final class ApprovalUnavailableException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the system's failure, or null
     */
    public ApprovalUnavailableException(String message, @Nullable Throwable cause) {
        super("PRX-APPROVAL-UNAVAILABLE", message, cause);
    }
}
