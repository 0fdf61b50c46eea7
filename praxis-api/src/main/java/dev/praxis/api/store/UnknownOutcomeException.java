package dev.praxis.api.store;

import org.jspecify.annotations.Nullable;

/** The backend failed while it committed: the write may have happened or not. Read before you write again. Code {@code PRX-STORE-UNKNOWN-OUTCOME}. */
public final class UnknownOutcomeException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the backend's failure, or null
     */
    public UnknownOutcomeException(String message, @Nullable Throwable cause) {
        super("PRX-STORE-UNKNOWN-OUTCOME", message, cause);
    }
}
