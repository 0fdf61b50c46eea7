package dev.praxis.api.audit;

import dev.praxis.api.plugin.Provider;

/**
 * Opens sinks of one kind. Sinks come from the configuration of the host, never from a request.
 *
 * <ul>
 *   <li>SINK-OPEN-1: opening proves that the sink can be used, without leaving a record: the file can be written, the connection
 *       stands, the table is there.
 *   <li>SINK-OPEN-2: a setting that is unknown or wrong is refused with {@link dev.praxis.api.InvalidArgumentException} before
 *       anything is touched, and the message names it.
 * </ul>
 */
public interface AuditSinkProvider extends Provider {

    /**
     * Opens a sink. May block on I/O. Called again, for the same configuration, when it failed.
     *
     * @param configuration what the host says of this sink
     * @return the open sink; the log closes it
     * @throws dev.praxis.api.InvalidArgumentException if a setting is unknown or wrong
     * @throws AuditSinkException if it cannot be opened now
     */
    AuditSink open(SinkConfiguration configuration);
}
