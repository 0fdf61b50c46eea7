package dev.praxis.timestamp;

import java.time.Instant;
import java.util.Objects;

/**
 * What was there at a time, as an authority says that is trusted.
 *
 * @param time the time: what was stamped existed by then
 * @param authority the name in the certificate of who says so (RFC 2253)
 */
public record VerifiedTimestamp(Instant time, String authority) {

    /** Needs both. */
    public VerifiedTimestamp {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(authority, "authority");
    }
}
