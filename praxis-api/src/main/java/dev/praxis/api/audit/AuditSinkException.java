package dev.praxis.api.audit;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/** A sink could not take a record. Code {@code PRX-AUDIT-SINK}. */
public final class AuditSinkException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which sink, why not, and what to do
     * @param cause the failure, or null
     */
    public AuditSinkException(String message, @Nullable Throwable cause) {
        super("PRX-AUDIT-SINK", message, cause);
    }
}
