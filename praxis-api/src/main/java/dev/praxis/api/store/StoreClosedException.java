package dev.praxis.api.store;

/** The store was closed before the call. Nothing was written. Code {@code PRX-STORE-CLOSED}. */
public final class StoreClosedException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public StoreClosedException() {
        super("PRX-STORE-CLOSED", "the store is closed; open it again", null);
    }
}
