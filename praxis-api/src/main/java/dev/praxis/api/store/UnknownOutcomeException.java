package dev.praxis.api.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The backend failed while it committed: the write may have happened or not. Not retryable as it is. With an idempotency key
 * the same call again, or {@link Store#outcome}, tells what happened; without one, read before you write again. Code
 * {@code PRX-STORE-UNKNOWN-OUTCOME}.
 */
public final class UnknownOutcomeException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable IdempotencyKey idempotencyKey;

    /**
     * Creates an exception about a write without an idempotency key.
     *
     * @param message what was refused, why, and what to do
     * @param cause the backend's failure, or null
     */
    public UnknownOutcomeException(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param idempotencyKey the key of the write, or null
     * @param cause the backend's failure, or null
     */
    public UnknownOutcomeException(String message, @Nullable IdempotencyKey idempotencyKey, @Nullable Throwable cause) {
        super("PRX-STORE-UNKNOWN-OUTCOME", message, cause);
        this.idempotencyKey = idempotencyKey;
    }

    /**
     * The key of the write, to ask again with.
     *
     * @return empty when it had none
     */
    public Optional<IdempotencyKey> idempotencyKey() {
        return Optional.ofNullable(idempotencyKey);
    }
}
