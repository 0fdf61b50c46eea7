package dev.praxis.api.store;

import java.util.List;

/**
 * A store that can look at what it keeps beneath this interface: the form in which changes are kept, and what keeps them from
 * being edited. Threads and failures as in {@link Store}.
 *
 * <ul>
 *   <li>STORE-CHECK-1: a store that nobody changed behind its back finds nothing.
 *   <li>STORE-CHECK-2: a store that was made or opened to be written has the newest schema.
 * </ul>
 */
public interface SelfCheckingStore extends Store {

    /**
     * Looks. Costs time in proportion to the record; writes nothing and keeps no writer waiting. What cannot be read because it
     * is damaged is a finding too.
     *
     * @param limit how many findings at the most, 1 to {@value FactQuery#MAX_LIMIT}
     * @return what was found, an immutable list; empty when all is as the store made it
     * @throws dev.praxis.api.InvalidArgumentException if the limit is out of range
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    List<StoreFinding> selfCheck(int limit);

    /**
     * Which version of the schema it has.
     *
     * @return the version; old only if the store was opened {@linkplain StoreOptions#forReading() for reading}
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    SchemaVersion schemaVersion();
}
