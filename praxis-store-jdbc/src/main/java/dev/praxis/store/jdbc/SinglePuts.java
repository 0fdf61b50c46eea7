package dev.praxis.store.jdbc;

/**
 * A shorter way for batches of one put, which are most: a backend has it if its database can compare, write and commit in one
 * round trip. Thread-safe; calls block.
 */
@FunctionalInterface
public interface SinglePuts {

    /**
     * Carries a put out. What is written is durable when this returns; failures are those of {@link Transactor#write}.
     *
     * @param put the put
     * @return what came of it
     */
    PutAnswer put(SinglePut put);
}
