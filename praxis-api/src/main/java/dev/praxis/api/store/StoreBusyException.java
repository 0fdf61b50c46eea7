package dev.praxis.api.store;

import dev.praxis.api.Retryable;
import org.jspecify.annotations.Nullable;

/** Another writer held the store for too long. Nothing was written; the same call may succeed later. Code {@code PRX-STORE-BUSY}. */
public final class StoreBusyException extends StoreException implements Retryable {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the backend's failure, or null
     */
    public StoreBusyException(String message, @Nullable Throwable cause) {
        super("PRX-STORE-BUSY", message, cause);
    }
}
