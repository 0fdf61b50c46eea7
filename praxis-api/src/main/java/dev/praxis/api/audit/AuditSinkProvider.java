package dev.praxis.api.audit;

import dev.praxis.api.plugin.Provider;
import java.util.Map;

/** Opens sinks of one kind. Sinks come from the configuration of the host, never from a request. */
public interface AuditSinkProvider extends Provider {

    /**
     * Opens a sink. May block on I/O.
     *
     * @param configuration the host's settings for this sink
     * @return the open sink; the log closes it
     * @throws dev.praxis.api.InvalidArgumentException if a setting is unknown or wrong
     * @throws AuditSinkException if it cannot be opened
     */
    AuditSink open(Map<String, String> configuration);
}
