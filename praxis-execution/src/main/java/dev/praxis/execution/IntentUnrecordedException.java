package dev.praxis.execution;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/**
 * The audit log did not take the intent, so nothing ran. An approval that was handed in is used up. The cause says whether
 * the log may take records later. Code {@code PRX-GATE-INTENT-UNRECORDED}.
 */
public final class IntentUnrecordedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the failure behind it, or null
     */
    public IntentUnrecordedException(String message, @Nullable Throwable cause) {
        super("PRX-GATE-INTENT-UNRECORDED", message, cause);
    }
}
