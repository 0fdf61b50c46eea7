package dev.praxis.benchmarks;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.VersionedStore;

/** A caller on a key of its own, who compares with the version that he got last. Confined to one thread. */
final class CasLoop {

    private final VersionedStore store;
    private final FactKey key;
    private Fact last;

    /** Writes the first version. */
    CasLoop(VersionedStore store, int number) {
        this.store = store;
        this.key = Facts.key(number);
        this.last = store.put(Facts.reading(key, 1));
    }

    Fact next() {
        last = store.putIf(Facts.reading(key, last.revision() + 1), Expected.version(last.version()));
        return last;
    }
}
