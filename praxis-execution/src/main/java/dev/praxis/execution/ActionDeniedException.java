package dev.praxis.execution;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/**
 * The gate said no: nothing ran. The denial is in the audit log, or, if the intent was there already, an outcome that says
 * that nothing ran; if it could not be recorded the denial stands all the same, and the failure to record it is among the {@linkplain #getSuppressed() suppressed}. Code {@code PRX-GATE-DENIED}.
 */
public final class ActionDeniedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the failure behind it, or null
     */
    public ActionDeniedException(String message, @Nullable Throwable cause) {
        super("PRX-GATE-DENIED", message, cause);
    }
}
