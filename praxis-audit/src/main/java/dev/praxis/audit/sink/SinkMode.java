package dev.praxis.audit.sink;

/** What it means when a sink does not take a record. In every mode the record is in the log, and the failure is counted. */
public enum SinkMode {
    /** Nothing may happen that this sink has not taken: the record is reported as not delivered, and the gate refuses. */
    REQUIRED,
    /** So many of the sinks of this mode, as the plan says, must have taken it; otherwise as with {@link #REQUIRED}. */
    QUORUM,
    /**
     * What goes to the sink is first kept on disk, and is delivered from there, in order and at least once, when the sink takes it.
     * The record counts as delivered when it is on disk.
     */
    SPOOLED,
    /** Nobody waits. What the sink does not take in time it does not get; it is told of the gap. */
    BEST_EFFORT
}
