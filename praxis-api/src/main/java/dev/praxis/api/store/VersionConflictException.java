package dev.praxis.api.store;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Key;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compare-and-set found something other than what was expected. Nothing was written. Not retryable as it is: read the
 * {@linkplain #current() current fact}, decide again, and expect its version. Code {@code PRX-STORE-CONFLICT}.
 */
public final class VersionConflictException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final transient Key key;
    private final transient Expected expected;
    private final transient @Nullable Fact current;

    /**
     * Creates an exception.
     *
     * @param key the key
     * @param expected what the caller expected
     * @param current the active fact, read together with the comparison, or null when none is active
     */
    public VersionConflictException(Key key, Expected expected, @Nullable Fact current) {
        super(
                "PRX-STORE-CONFLICT",
                key + " is not as expected: expected version " + expected + ", active is "
                        + (current == null ? "none" : current.version())
                        + "; nothing was written; read it again and decide anew",
                null);
        this.key = key;
        this.expected = expected;
        this.current = current;
    }

    /**
     * The key.
     *
     * @return the key
     */
    public Key key() {
        return key;
    }

    /**
     * What the caller expected.
     *
     * @return the expectation
     */
    public Expected expected() {
        return expected;
    }

    /**
     * The fact that is active.
     *
     * @return empty when none is active
     */
    public Optional<Fact> current() {
        return Optional.ofNullable(current);
    }
}
