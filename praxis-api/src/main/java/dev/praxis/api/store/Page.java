package dev.praxis.api.store;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Key;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param facts the facts, in the order of the listing
 * @param next what to give to {@code after} of the query for the next page, or null when this is the last
 * @param <K> the type of their keys
 */
public record Page<K extends Key>(
        List<Fact> facts, @Nullable K next) {

    /** Copies the list. */
    public Page {
        facts = List.copyOf(facts);
    }

    /**
     * Where the next page starts.
     *
     * @return empty when this is the last page
     */
    public Optional<K> continuation() {
        return Optional.ofNullable(next);
    }
}
