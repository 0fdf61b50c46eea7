package dev.praxis.testkit.store;

import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;

/** A place for {@link ModelStore}s. It keeps what they hold, so that a later one finds it. Thread-safe. */
public final class ModelFixture implements StoreFixture {

    private final ModelLog log = new ModelLog();

    /** Creates an empty place. */
    public ModelFixture() {}

    @Override
    public Store open(StoreOptions options) {
        return new ModelStore(log, options);
    }

    @Override
    public boolean keepsData() {
        return true;
    }

    /** Does nothing: there is only memory. */
    @Override
    public void close() {}
}
