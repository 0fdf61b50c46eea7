package dev.praxis.api.store;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param facts the facts, in the order of their keys
 * @param next what to give to {@link FactQuery#after(FactKey)} for the next page, or null when this is the last
 */
public record Page(List<Fact> facts, @Nullable FactKey next) {

    /** Copies the list. */
    public Page {
        facts = List.copyOf(facts);
    }

    /**
     * Where the next page starts.
     *
     * @return empty when this is the last page
     */
    public Optional<FactKey> continuation() {
        return Optional.ofNullable(next);
    }
}
