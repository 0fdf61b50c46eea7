package dev.praxis.api.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes that happen together or not at all. A key stands in a batch once at the most, so that each expectation speaks of the
 * store as it was before the batch.
 *
 * @param writes 1 to {@value #MAX_WRITES} writes
 * @param idempotencyKey the key under which to ask again, or null
 */
public record WriteBatch(List<Write> writes, @Nullable IdempotencyKey idempotencyKey) {

    /** The greatest number of writes. */
    public static final int MAX_WRITES = 1000;

    /**
     * Copies the list.
     *
     * @throws InvalidArgumentException if there are no or too many writes, or two for one key
     */
    public WriteBatch {
        writes = List.copyOf(writes);
        if (writes.isEmpty() || writes.size() > MAX_WRITES) {
            throw new InvalidArgumentException(
                    "a batch of " + writes.size() + " writes; allowed are 1 to " + MAX_WRITES);
        }
        Set<Key> keys = new HashSet<>();
        for (Write write : writes) {
            if (!keys.add(write.key())) {
                throw new InvalidArgumentException(
                        write.key() + " stands twice in the batch; a key may stand in it once; make it two batches");
            }
        }
    }

    /**
     * A batch without an idempotency key.
     *
     * @param writes the writes
     * @return the batch
     * @throws InvalidArgumentException as the constructor
     */
    public static WriteBatch of(Write... writes) {
        return new WriteBatch(List.of(writes), null);
    }

    /**
     * The same writes under an idempotency key.
     *
     * @param key the key
     * @return the batch
     */
    public WriteBatch withIdempotencyKey(IdempotencyKey key) {
        return new WriteBatch(writes, Objects.requireNonNull(key, "key"));
    }
}
