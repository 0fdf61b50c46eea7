package dev.praxis.api.store;

/**
 * A change does not continue the record of a replica. Nothing of the call was written. Not retryable: the record that it comes
 * from is another one, or was altered. Code {@code PRX-STORE-CHANGE-REFUSED}.
 */
public final class ChangeRefusedException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final long sequence;

    /**
     * Creates an exception.
     *
     * @param change what was refused
     * @param why what is wrong with it
     */
    public ChangeRefusedException(Change change, String why) {
        super(
                "PRX-STORE-CHANGE-REFUSED",
                "change " + change.sequence() + " (" + change.key() + ") does not continue the record of the store: "
                        + why + "; nothing of it was written; append the same record, unaltered, or to an empty store",
                null);
        this.sequence = change.sequence();
    }

    /**
     * The sequence of what was refused.
     *
     * @return the sequence
     */
    public long sequence() {
        return sequence;
    }
}
