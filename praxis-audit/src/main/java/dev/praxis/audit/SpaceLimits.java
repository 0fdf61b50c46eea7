package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;

/**
 * When the space on the disk of the log is low. Immutable.
 *
 * @param warnBelow with fewer free bytes a warning is logged; at least {@code lockdownBelow}
 * @param lockdownBelow with fewer free bytes nothing new may begin: intents that are allowed, and previews, are refused, while
 *     denials and outcomes are still recorded; not negative
 * @param reserve how many bytes are kept in a file that is given up for these when the disk is full; 0 to 1 GiB
 */
public record SpaceLimits(long warnBelow, long lockdownBelow, long reserve) {

    private static final long MOST_RESERVED = 1L << 30;

    /**
     * Checks the ranges.
     *
     * @throws InvalidArgumentException if one is out of range
     */
    public SpaceLimits {
        if (lockdownBelow < 0 || warnBelow < lockdownBelow || reserve < 0 || reserve > MOST_RESERVED) {
            throw new InvalidArgumentException("the limits of space are out of order: warn below " + warnBelow
                    + " bytes, lock down below " + lockdownBelow + ", reserve " + reserve
                    + "; the first must not be smaller than the second, none negative, the reserve at most 1 GiB");
        }
    }

    /**
     * A warning below 256 MiB, lockdown below 32 MiB, 1 MiB in reserve.
     *
     * @return the limits
     */
    public static SpaceLimits defaults() {
        return new SpaceLimits(256L << 20, 32L << 20, 1L << 20);
    }

    /** What a journal can do that is opened with so much space. */
    JournalState state(long usable) {
        if (usable < lockdownBelow) {
            return JournalState.LOCKDOWN;
        }
        return usable < warnBelow ? JournalState.LOW_SPACE : JournalState.OPEN;
    }
}
