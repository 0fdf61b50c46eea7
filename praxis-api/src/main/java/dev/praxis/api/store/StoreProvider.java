package dev.praxis.api.store;

import dev.praxis.api.plugin.Provider;
import java.net.URI;
import java.util.Set;

/** Opens stores of one backend. */
public interface StoreProvider extends Provider {

    /**
     * The URI schemes that this backend answers to, in lower case.
     *
     * @return for example {@code sqlite}
     */
    Set<String> schemes();

    /**
     * Opens a store. Blocks on I/O. One that is only read ({@link StoreOptions#readOnly}) may have an older schema, which is left as
     * it is; a capability that came with a newer one is absent then.
     *
     * @param location where it is, such as {@code sqlite:/var/lib/praxis/facts.db}; its scheme is one of
     *     {@link #schemes()}
     * @param options how to open it
     * @return the open store; the caller closes it
     * @throws dev.praxis.api.InvalidArgumentException if the location is not one of this backend
     * @throws StoreAbsentException if there is no store and the options do not allow to make one
     * @throws NotAStoreException if what is there is not a store of this backend; it is left as it is
     * @throws StoreCorruptException if its schema was changed behind the back of praxis
     * @throws SchemaTooNewException if a newer praxis made it; it is left as it is
     * @throws StoreBusyException if another process held it for longer than the wait allowed
     * @throws StoreUnavailableException if it cannot be reached or read
     */
    Store open(URI location, StoreOptions options);
}
