package dev.praxis.api.store;

/**
 * A call needs what this store does not have. Nothing was written. Not retryable: use a store that has the capability. Code
 * {@code PRX-STORE-CAPABILITY}.
 */
public final class CapabilityAbsentException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final Capability capability;

    /**
     * Creates an exception.
     *
     * @param capability what is absent
     */
    public CapabilityAbsentException(Capability capability) {
        super(
                "PRX-STORE-CAPABILITY",
                "this store does not have the capability " + capability + "; nothing was done; use a store that has it",
                null);
        this.capability = capability;
    }

    /**
     * What is absent.
     *
     * @return the capability
     */
    public Capability capability() {
        return capability;
    }
}
