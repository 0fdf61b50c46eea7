package dev.praxis.api.store;

/**
 * An idempotency key was used before, for other writes. Nothing was written. Not retryable: use a new key for a new intention.
 * Code {@code PRX-STORE-KEY-REUSED}.
 */
public final class IdempotencyKeyReusedException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param key the key
     */
    public IdempotencyKeyReusedException(IdempotencyKey key) {
        super(
                "PRX-STORE-KEY-REUSED",
                "idempotency key '" + key + "' was used before, for other writes; nothing was written;"
                        + " use a new key for what is not a repetition",
                null);
    }
}
