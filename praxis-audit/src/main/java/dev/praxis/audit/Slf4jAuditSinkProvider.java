package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.plugin.ApiVersion;
import java.util.Map;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * The sink named {@code slf4j}: passes each record on to a logger, at level INFO. Setting: {@code logger}, the name of
 * the logger; {@value #DEFAULT_LOGGER} when it is not given. Thread-safe.
 */
public final class Slf4jAuditSinkProvider implements AuditSinkProvider {

    /** The logger that is used when none is named. */
    public static final String DEFAULT_LOGGER = "dev.praxis.audit.records";

    private static final Set<String> SETTINGS = Set.of("logger");

    /** For {@link java.util.ServiceLoader}. */
    public Slf4jAuditSinkProvider() {}

    @Override
    public String name() {
        return "slf4j";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public AuditSink open(Map<String, String> configuration) {
        if (!SETTINGS.containsAll(configuration.keySet())) {
            throw new InvalidArgumentException(
                    "the audit sink 'slf4j' knows only the setting 'logger'; remove the others");
        }
        return new Slf4jAuditSink(LoggerFactory.getLogger(configuration.getOrDefault("logger", DEFAULT_LOGGER)));
    }
}
