package dev.praxis.sandbox;

import dev.praxis.api.InvalidArgumentException;
import java.time.Duration;

/**
 * What a runner allows beyond the command's own timeout.
 *
 * @param excerptBytes how much of the end of the output is kept for a person, in bytes; 1 to {@value #MAX_EXCERPT_BYTES}
 * @param grace how long a process has between the request to end and being killed, and how long output may still come
 *     after the program's own end; zero or positive
 */
public record ProcessLimits(int excerptBytes, Duration grace) {

    /** The greatest excerpt: 1 MiB. */
    public static final int MAX_EXCERPT_BYTES = 1 << 20;

    /** An excerpt of 16 KiB, a grace of two seconds. */
    public static final ProcessLimits DEFAULT = new ProcessLimits(16 << 10, Duration.ofSeconds(2));

    /**
     * Checks the ranges.
     *
     * @throws InvalidArgumentException if a limit is out of range
     */
    public ProcessLimits {
        if (excerptBytes < 1 || excerptBytes > MAX_EXCERPT_BYTES) {
            throw new InvalidArgumentException(
                    "an excerpt of " + excerptBytes + " bytes is out of range; allowed are 1 to " + MAX_EXCERPT_BYTES);
        }
        if (grace.isNegative()) {
            throw new InvalidArgumentException("grace " + grace + " is negative; give zero or more");
        }
    }
}
