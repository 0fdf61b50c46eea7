package dev.praxis.audit.sink;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One sink as the host wants it. Immutable and thread-safe.
 *
 * @param name what the host calls it: lower case letters, digits and dashes, at most 64; also the name of its directory
 * @param mode what it means when it does not take a record
 * @param deadline how long one call may take before it counts as failed; 10 ms to 10 minutes
 * @param spoolBytes how much is kept for it on disk, with {@link SinkMode#SPOOLED}; 64 KiB to 1 TiB
 * @param provider what opens it
 * @param settings what the provider gets
 */
public record PlannedSink(
        String name,
        SinkMode mode,
        Duration deadline,
        long spoolBytes,
        AuditSinkProvider provider,
        Map<String, String> settings) {

    /** How long one call may take if nobody says otherwise. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(5);

    /** How much is kept on disk if nobody says otherwise: 64 MiB. */
    public static final long DEFAULT_SPOOL_BYTES = 64L << 20;

    static final long LEAST_SPOOL_BYTES = 64L << 10;
    static final long MOST_SPOOL_BYTES = 1L << 40;
    static final Duration LEAST_DEADLINE = Duration.ofMillis(10);
    static final Duration MOST_DEADLINE = Duration.ofMinutes(10);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /**
     * Checks the ranges.
     *
     * @throws InvalidArgumentException if one is out of range, or the name is none
     */
    public PlannedSink {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(provider, "provider");
        settings = Map.copyOf(settings);
        if (!NAME.matcher(name).matches()) {
            throw new InvalidArgumentException(
                    "an audit sink has a name that is none; use lower case letters, digits and"
                            + " dashes, at most 64");
        }
        if (deadline.compareTo(LEAST_DEADLINE) < 0 || deadline.compareTo(MOST_DEADLINE) > 0) {
            throw new InvalidArgumentException(
                    "the deadline of the audit sink '" + name + "' is out of range; allowed is "
                            + LEAST_DEADLINE.toMillis() + " to " + MOST_DEADLINE.toMillis() + " ms");
        }
        if (spoolBytes < LEAST_SPOOL_BYTES || spoolBytes > MOST_SPOOL_BYTES) {
            throw new InvalidArgumentException("the spool of the audit sink '" + name + "' is out of range; allowed is "
                    + LEAST_SPOOL_BYTES + " to " + MOST_SPOOL_BYTES + " bytes");
        }
    }

    /**
     * A sink with the usual deadline and spool.
     *
     * @param name what the host calls it
     * @param mode what it means when it does not take a record
     * @param provider what opens it
     * @param settings what the provider gets
     * @return the sink
     * @throws InvalidArgumentException if the name is none
     */
    public static PlannedSink of(String name, SinkMode mode, AuditSinkProvider provider, Map<String, String> settings) {
        return new PlannedSink(name, mode, DEFAULT_DEADLINE, DEFAULT_SPOOL_BYTES, provider, settings);
    }

    /**
     * The same sink with another deadline.
     *
     * @param other how long one call may take
     * @return the sink
     * @throws InvalidArgumentException if it is out of range
     */
    public PlannedSink withDeadline(Duration other) {
        return new PlannedSink(name, mode, other, spoolBytes, provider, settings);
    }

    /**
     * The same sink with another bound of its spool.
     *
     * @param other how many bytes are kept for it
     * @return the sink
     * @throws InvalidArgumentException if it is out of range
     */
    public PlannedSink withSpoolBytes(long other) {
        return new PlannedSink(name, mode, deadline, other, provider, settings);
    }

    /**
     * Opens the sink. Blocks on I/O.
     *
     * @param origin the log whose records it will get
     * @return the open sink; the caller closes it
     * @throws InvalidArgumentException if a setting is unknown or wrong
     * @throws dev.praxis.api.audit.AuditSinkException if it cannot be opened now
     */
    public AuditSink open(String origin) {
        return provider.open(new SinkConfiguration(name, origin, settings));
    }
}
