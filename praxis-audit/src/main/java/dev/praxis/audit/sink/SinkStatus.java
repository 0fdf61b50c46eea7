package dev.praxis.audit.sink;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a sink is doing. The counts go on over restarts of the host, as long as the directory of the sink is kept.
 *
 * @param name what the host calls it
 * @param provider what opened it
 * @param mode its mode
 * @param condition whether it takes records
 * @param taken how many lines it took; lines that it took twice count twice
 * @param failures how many calls failed, those that were cut off at the deadline included
 * @param timeouts how many calls were cut off at the deadline
 * @param missed how many records it was not given at all, or that did not reach the spool
 * @param gaps how many gaps it was told of
 * @param spooledRecords how many records wait for it on disk
 * @param spooledBytes how many bytes those have
 * @param lastFailure the kind of the last failure, without its message; null if there was none
 * @param lastFailureAt when that was; null if there was none
 */
public record SinkStatus(
        String name,
        String provider,
        SinkMode mode,
        Condition condition,
        long taken,
        long failures,
        long timeouts,
        long missed,
        long gaps,
        long spooledRecords,
        long spooledBytes,
        @Nullable String lastFailure,
        @Nullable Instant lastFailureAt) {

    /** Whether a sink takes records. */
    public enum Condition {
        /** Nothing was offered to it yet. */
        IDLE,
        /** It took what it was given last. */
        TAKING,
        /** It did not take what it was given last. */
        FAILING,
        /** A call is under way for longer than the deadline. */
        HUNG
    }

    /** Checks for null. */
    public SinkStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(condition, "condition");
    }
}
