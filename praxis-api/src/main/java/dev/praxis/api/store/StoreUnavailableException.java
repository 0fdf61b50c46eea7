package dev.praxis.api.store;

import org.jspecify.annotations.Nullable;

/** The backend failed. Nothing was written. Code {@code PRX-STORE-UNAVAILABLE}. */
public final class StoreUnavailableException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the backend's failure, or null
     */
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super("PRX-STORE-UNAVAILABLE", message, cause);
    }
}
