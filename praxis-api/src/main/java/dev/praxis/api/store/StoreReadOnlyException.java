package dev.praxis.api.store;

/** The store was opened to be read only. Nothing was written. Code {@code PRX-STORE-READ-ONLY}. */
public final class StoreReadOnlyException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message where the store is, and what to do
     */
    public StoreReadOnlyException(String message) {
        super("PRX-STORE-READ-ONLY", message, null);
    }
}
