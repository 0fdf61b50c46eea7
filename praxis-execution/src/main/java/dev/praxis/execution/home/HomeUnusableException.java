package dev.praxis.execution.home;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/** The praxis home cannot be used as it is. Code {@code PRX-HOME-UNUSABLE}. */
public final class HomeUnusableException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which home, why not, and what to do
     * @param cause the system's failure, or null
     */
    public HomeUnusableException(String message, @Nullable Throwable cause) {
        super("PRX-HOME-UNUSABLE", message, cause);
    }
}
