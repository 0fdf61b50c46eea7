package dev.praxis.audit;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import java.util.List;
import org.slf4j.Logger;

/** Passes records on to a logger of the host, at level INFO, one message per record. */
final class Slf4jAuditSink implements AuditSink {

    private final Logger logger;

    Slf4jAuditSink(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void accept(List<AuditLine> lines) {
        lines.forEach(line -> logger.info("{}", line.json()));
    }

    @Override
    public void gap(AuditGap gap) {
        logger.info("{}", gap.json());
    }

    @Override
    public void close() {
        // The logger is the host's.
    }
}
