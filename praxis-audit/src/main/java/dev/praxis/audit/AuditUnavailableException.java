package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/** The audit log cannot take records: what must be recorded must not happen. Code {@code PRX-AUDIT-UNAVAILABLE}. */
public final class AuditUnavailableException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the failure, or null
     */
    public AuditUnavailableException(String message, @Nullable Throwable cause) {
        super("PRX-AUDIT-UNAVAILABLE", message, cause);
    }
}
