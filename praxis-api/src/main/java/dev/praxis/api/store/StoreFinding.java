package dev.praxis.api.store;

import dev.praxis.api.fact.Key;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something about a store that cannot be what it wrote.
 *
 * @param sequence the change that it is about; 0 for the store as a whole
 * @param key the key that it is about, or null
 * @param what what is wrong, in words; holds no value of a fact
 */
public record StoreFinding(long sequence, @Nullable Key key, String what) {

    /** Checks that it says something. */
    public StoreFinding {
        Objects.requireNonNull(what, "what");
    }
}
