package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.Retryable;

/** Another process held the audit log for too long. Nothing was written. Code {@code PRX-AUDIT-BUSY}. */
public final class AuditBusyException extends PraxisException implements Retryable {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     */
    public AuditBusyException(String message) {
        super("PRX-AUDIT-BUSY", message, null);
    }
}
