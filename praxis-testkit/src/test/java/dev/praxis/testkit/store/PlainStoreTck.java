package dev.praxis.testkit.store;

import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import java.util.Set;

/** The TCK of a store that has no compare-and-set and keeps nothing, for {@link BrokenStoresTest} to run. */
class PlainStoreTck extends StoreTck {

    @Override
    protected StoreFixture newFixture() {
        return new StoreFixture() {
            @Override
            public Store open(StoreOptions options) {
                return new PlainStore(new ModelStore(options), Set.of());
            }

            @Override
            public boolean keepsData() {
                return false;
            }

            @Override
            public void close() {}
        };
    }
}
