package dev.praxis.api.audit;

import java.util.List;

/**
 * Receives finished records, after they are durable in the log: redacted, chained, canonical. A sink belongs to one log. The log
 * calls {@link #accept} and {@link #gap} on a thread that it owns for this sink, one call at a time; {@link #close} comes from
 * another thread, also while one of them is under way. A call may block on I/O. The host gives each call a deadline; when it has
 * passed the thread is interrupted, and the sink counts as hung until the call returns.
 *
 * <p>What a destination may see twice it sees under the same origin and sequence: that pair is the key by which it drops what it
 * has. A sink that failed, or a host that crashed, gets lines again.
 *
 * <ul>
 *   <li>SINK-LINE-1: the sink passes on the line byte for byte, whatever characters it has.
 *   <li>SINK-LINE-2: a line that is too long for the destination is never cut. The sink passes on in its place what names its
 *       sequence, its hash, its length and the SHA-256 of its bytes, or it throws.
 *   <li>SINK-ORDER-1: the sink keeps the order in which it is called, and that of the lines in a call.
 *   <li>SINK-CLOCK-1: clocks that jump, which the times in the lines show, change nothing: a line from long ago, from far in the
 *       future, or from the same moment as another one is passed on like every other, at its place.
 *   <li>SINK-DONE-1: when {@code accept} returns, every line of the call is at its destination, as far as the destination can
 *       say: it is not in a buffer of the sink.
 *   <li>SINK-FAIL-1: a sink that cannot take a line throws; it never drops one in silence.
 *   <li>SINK-FAIL-2: what the sink throws does not show what is in the line.
 *   <li>SINK-AGAIN-1: a line that was taken before is taken again without a failure, and changes nothing that is there. A
 *       destination that cannot compare has it twice, unchanged.
 *   <li>SINK-RECOVER-1: after a failure the sink takes lines as soon as its destination does, without being opened again.
 *   <li>SINK-SHORT-1: what a write that failed in the middle has left is neither taken for a line nor joined to one.
 *   <li>SINK-GAP-1: a gap is passed on at its place among the lines, or the sink throws.
 *   <li>SINK-HANG-1: a destination that no longer answers does not hold the thread for ever: interrupted, or after a time limit of
 *       its own, the sink throws.
 *   <li>SINK-SLOW-1: of a destination that is slow the sink loses nothing.
 *   <li>SINK-INTERRUPT-1: interrupts may make a call fail; they do not break the sink for the calls that follow.
 *   <li>SINK-CLOSE-1: closing ends a call that is under way: it returns or throws, and does not wait for the destination.
 *   <li>SINK-CLOSE-2: a closed sink throws at every call, and may be closed again.
 * </ul>
 */
public interface AuditSink extends AutoCloseable {

    /**
     * Takes records. When this throws, none, some or all of them may have been taken.
     *
     * @param lines finished records, at least one, in ascending order of their sequences
     * @throws AuditSinkException if it could not take all of them
     */
    void accept(List<AuditLine> lines);

    /**
     * Takes note that records are missing at this place.
     *
     * @param gap which records
     * @throws AuditSinkException if it could not
     */
    void gap(AuditGap gap);

    /** Releases what the sink holds. Does not wait for the destination. */
    @Override
    void close();
}
