package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.praxis.api.store.Capability;
import dev.praxis.api.store.VersionedStore;
import org.opentest4j.TestAbortedException;

/** A group of rules for stores with compare-and-set. */
abstract class VersionedRules extends StoreRules {

    VersionedRules(StoreTck tck) {
        super(tck);
    }

    /** The store, if it has compare-and-set; otherwise it must say that it has not, and the test ends here. */
    final VersionedStore versioned() {
        if (store() instanceof VersionedStore versioned) {
            return versioned;
        }
        assertFalse(
                store().capabilities().contains(Capability.VERSIONED),
                "the store says that it is VERSIONED and does not implement VersionedStore");
        throw new TestAbortedException("the store has no compare-and-set, and says so");
    }
}
