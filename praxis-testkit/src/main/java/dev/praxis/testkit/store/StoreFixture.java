package dev.praxis.testkit.store;

import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;

/**
 * A place for one store under test: a fresh database, file or map. The TCK makes one for each test and closes it at the
 * end.
 */
public interface StoreFixture extends AutoCloseable {

    /**
     * Opens the store at this place. The first call finds it empty. A later call, after the store was closed, finds what
     * was written, if {@link #keepsData()}.
     *
     * @param options how to open it
     * @return the open store; the caller closes it
     */
    Store open(StoreOptions options);

    /**
     * Whether this place keeps what was written when its store is closed.
     *
     * @return false for a store in memory
     */
    boolean keepsData();

    /** Removes the place. */
    @Override
    void close();
}
