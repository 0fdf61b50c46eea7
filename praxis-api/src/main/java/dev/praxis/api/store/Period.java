package dev.praxis.api.store;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Fact;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of valid time through which one fact of a key is believed to hold: from {@code from} up to, and without,
 * {@code to}.
 *
 * @param from its start
 * @param to its end, later than the start; null if it has none
 * @param fact the fact, with its end as known
 */
public record Period(Instant from, @Nullable Instant to, Fact fact) {

    /** Truncates the times. */
    public Period {
        from = UtcMicros.truncate(from);
        to = to == null ? null : UtcMicros.truncate(to);
        Objects.requireNonNull(fact, "fact");
    }
}
