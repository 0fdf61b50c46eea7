package dev.praxis.api.store;

import org.jspecify.annotations.Nullable;

/** What is at the place that was named is not a store of this backend. It was left as it is. Code {@code PRX-STORE-NOT-A-STORE}. */
public final class NotAStoreException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the backend's failure, or null
     */
    public NotAStoreException(String message, @Nullable Throwable cause) {
        super("PRX-STORE-NOT-A-STORE", message, cause);
    }
}
