package dev.praxis.store.jdbc;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.IdempotencyKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A batch of one put, with all that can be known before the database is asked.
 *
 * @param assertion what is said
 * @param value its value as canonical JSON
 * @param contentHash its content hash
 * @param id the id of the fact if it is written
 * @param expected what must be active, or null
 * @param idempotencyKey the key of the batch, or null
 */
public record SinglePut(
        Assertion assertion,
        String value,
        Sha256 contentHash,
        String id,
        @Nullable Expected expected,
        @Nullable IdempotencyKey idempotencyKey) {

    /** Checks that nothing is missing. */
    public SinglePut {
        Objects.requireNonNull(assertion, "assertion");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(contentHash, "contentHash");
        Objects.requireNonNull(id, "id");
    }
}
