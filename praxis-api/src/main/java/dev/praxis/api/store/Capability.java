package dev.praxis.api.store;

import java.util.EnumSet;
import java.util.Set;

/** What a store can do beyond {@link Store}. A store has a capability if and only if it implements the type. */
public enum Capability {
    /** Compare-and-set. */
    VERSIONED(VersionedStore.class);

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
