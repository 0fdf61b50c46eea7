package dev.praxis.api.store;

import org.jspecify.annotations.Nullable;

/** The store was made by a newer praxis. It was left as it is. Code {@code PRX-STORE-SCHEMA-NEWER}. */
public final class SchemaTooNewException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the backend's failure, or null
     */
    public SchemaTooNewException(String message, @Nullable Throwable cause) {
        super("PRX-STORE-SCHEMA-NEWER", message, cause);
    }
}
