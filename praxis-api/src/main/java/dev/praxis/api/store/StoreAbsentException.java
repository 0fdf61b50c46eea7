package dev.praxis.api.store;

import org.jspecify.annotations.Nullable;

/** There is no store at the place that was named, and none was to be made. Code {@code PRX-STORE-ABSENT}. */
public final class StoreAbsentException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the backend's failure, or null
     */
    public StoreAbsentException(String message, @Nullable Throwable cause) {
        super("PRX-STORE-ABSENT", message, cause);
    }
}
