package dev.praxis.audit.sink.local;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import java.util.List;
import org.slf4j.Logger;

/** Passes records on to a logger of the host, at level INFO, one message per record. */
final class Slf4jSink implements AuditSink {

    private final Logger logger;
    private final HandOff handOff = new HandOff("praxis-audit-slf4j");

    Slf4jSink(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void accept(List<AuditLine> lines) {
        List<String> messages = lines.stream().map(AuditLine::json).toList();
        handOff.run(() -> messages.forEach(this::log));
    }

    @Override
    public void gap(AuditGap gap) {
        handOff.run(() -> log(gap.json()));
    }

    private void log(String message) {
        if (!logger.isInfoEnabled()) {
            throw new AuditSinkException(
                    "the logger " + logger.getName() + " drops what has level INFO; turn it on for this logger", null);
        }
        logger.info("{}", message);
    }

    @Override
    public void close() {
        handOff.close();
    }
}
