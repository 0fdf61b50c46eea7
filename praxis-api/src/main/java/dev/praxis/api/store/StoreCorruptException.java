package dev.praxis.api.store;

import org.jspecify.annotations.Nullable;

/** What the store holds cannot be what it wrote. Code {@code PRX-STORE-CORRUPT}. */
public final class StoreCorruptException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the backend's failure, or null
     */
    public StoreCorruptException(String message, @Nullable Throwable cause) {
        super("PRX-STORE-CORRUPT", message, cause);
    }
}
