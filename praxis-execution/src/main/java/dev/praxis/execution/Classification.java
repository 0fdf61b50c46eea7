package dev.praxis.execution;

import dev.praxis.api.action.Tier;
import java.util.List;
import java.util.Objects;

/**
 * How much an action can hurt.
 *
 * @param tier the tier
 * @param reasons what demanded this tier, one line each; at least one
 */
public record Classification(Tier tier, List<String> reasons) {

    /** Copies the list. */
    public Classification {
        Objects.requireNonNull(tier, "tier");
        reasons = List.copyOf(reasons);
    }
}
