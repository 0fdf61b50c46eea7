package dev.praxis.audit;

import dev.praxis.api.action.Tier;

/**
 * What happens to records that cannot be made durable. Each is written to standard error, redacted, so that it is not lost in
 * silence; the question is whether what it tells of may go on.
 */
public enum WhenUnavailable {
    /** Only what observes ({@link Tier#T0}) goes on; everything else is refused. This is the default. */
    REFUSE_ABOVE_T0,
    /** Everything is refused. */
    REFUSE_ALL,
    /** Everything goes on, without evidence that lasts. The log says so as soon as it can be written to again. */
    ALLOW_ALL;

    boolean allows(Tier tier) {
        return switch (this) {
            case REFUSE_ABOVE_T0 -> tier == Tier.T0;
            case REFUSE_ALL -> false;
            case ALLOW_ALL -> true;
        };
    }
}
