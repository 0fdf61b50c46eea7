package dev.praxis.audit.sink.local;

import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sink named {@code slf4j}: passes each record on to a logger, at level INFO. Setting: {@code logger}, the name of
 * the logger; {@value #DEFAULT_LOGGER} when it is not given. Where that level is off for the logger the sink takes nothing. What
 * the appenders of the logger do with a record it cannot know. Thread-safe.
 */
public final class Slf4jSinkProvider implements AuditSinkProvider {

    /** The logger that is used when none is named. */
    public static final String DEFAULT_LOGGER = "dev.praxis.audit.records";

    private final Function<String, Logger> loggers;

    /** For {@link java.util.ServiceLoader}. */
    public Slf4jSinkProvider() {
        this(LoggerFactory::getLogger);
    }

    Slf4jSinkProvider(Function<String, Logger> loggers) {
        this.loggers = loggers;
    }

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
        Logger logger = loggers.apply(configuration.text("logger").orElse(DEFAULT_LOGGER));
        if (!logger.isInfoEnabled()) {
            throw new AuditSinkException(
                    "the logger " + logger.getName() + " drops what has level INFO; turn it on for this logger", null);
        }
        return new Slf4jSink(logger);
    }
}
