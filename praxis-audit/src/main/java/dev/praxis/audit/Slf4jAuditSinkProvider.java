package dev.praxis.audit;

import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import org.slf4j.LoggerFactory;

/**
 * The sink named {@code slf4j}: passes each record on to a logger, at level INFO. Setting: {@code logger}, the name of
 * the logger; {@value #DEFAULT_LOGGER} when it is not given. Thread-safe.
 */
public final class Slf4jAuditSinkProvider implements AuditSinkProvider {

    /** The logger that is used when none is named. */
    public static final String DEFAULT_LOGGER = "dev.praxis.audit.records";

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
    public AuditSink open(SinkConfiguration configuration) {
        configuration.allowOnly("logger");
        return new Slf4jAuditSink(
                LoggerFactory.getLogger(configuration.text("logger").orElse(DEFAULT_LOGGER)));
    }
}
