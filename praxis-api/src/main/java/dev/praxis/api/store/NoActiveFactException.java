package dev.praxis.api.store;

import dev.praxis.api.fact.Key;

/** A call needs an active fact and there is none. Nothing was written. Code {@code PRX-STORE-NO-ACTIVE-FACT}. */
public final class NoActiveFactException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param key the key without an active fact
     */
    public NoActiveFactException(Key key) {
        super("PRX-STORE-NO-ACTIVE-FACT", "no fact is active for " + key + "; see its history, or put one", null);
    }
}
