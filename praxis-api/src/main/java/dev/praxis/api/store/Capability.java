package dev.praxis.api.store;

import java.util.EnumSet;
import java.util.Set;

/** What a store can do beyond {@link Store}. A store has a capability if and only if it implements the type. */
public enum Capability {
    /** Compare-and-set. */
    VERSIONED(VersionedStore.class),
    /** Taking over the changes of another store. */
    REPLICA(ReplicaStore.class),
    /** Looking at what is kept beneath the interface. */
    SELF_CHECKING(SelfCheckingStore.class),
    /** Search by vectors. */
    VECTORS(VectorStore.class);

    private final Class<? extends Store> type;

    Capability(Class<? extends Store> type) {
        this.type = type;
    }

    /**
     * The interface that a store with this capability implements.
     *
     * @return the type
     */
    public Class<? extends Store> type() {
        return type;
    }

    /**
     * A store as one that has a capability.
     *
     * @param store a store
     * @param type the type of the capability, such as {@code VersionedStore.class}
     * @param <T> that type
     * @return the same store
     * @throws CapabilityAbsentException if it does not have it
     * @throws IllegalArgumentException if no capability has this type
     */
    public static <T extends Store> T require(Store store, Class<T> type) {
        for (Capability capability : values()) {
            if (capability.type.equals(type)) {
                if (type.isInstance(store)) {
                    return type.cast(store);
                }
                throw new CapabilityAbsentException(capability);
            }
        }
        throw new IllegalArgumentException(type + " is not the type of a capability");
    }

    /**
     * The capabilities of the types that a store implements.
     *
     * @param store a store
     * @return an immutable set
     */
    public static Set<Capability> of(Store store) {
        EnumSet<Capability> set = EnumSet.noneOf(Capability.class);
        for (Capability capability : values()) {
            if (capability.type.isInstance(store)) {
                set.add(capability);
            }
        }
        return Set.copyOf(set);
    }
}
