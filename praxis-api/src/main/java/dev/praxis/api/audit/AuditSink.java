package dev.praxis.api.audit;

/**
 * Receives finished records, after they are durable in the log. Confined to the log's own writer thread, one call at a
 * time, in the order of sequences.
 *
 * <ul>
 *   <li>SINK-ORDER-1: the sink keeps the order in which it is called.
 *   <li>SINK-LINE-1: the sink passes on the line byte for byte.
 *   <li>SINK-FAIL-1: a sink that cannot take a line throws; it never drops a line in silence.
 * </ul>
 */
public interface AuditSink extends AutoCloseable {

    /**
     * Takes a record. May block on I/O.
     *
     * @param line the finished record
     * @throws AuditSinkException if it could not take it
     */
    void accept(AuditLine line);

    /** Releases what the sink holds. */
    @Override
    void close();
}
