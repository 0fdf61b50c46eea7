package dev.praxis.audit;

import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sinks of a journal. What they throw is counted and logged and cannot undo that a record is durable. Confined to the
 * writer thread, the count excepted.
 */
final class Sinks {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);

    private final List<AuditSink> sinks;
    private final AtomicLong failures = new AtomicLong();

    Sinks(List<AuditSink> sinks) {
        this.sinks = sinks;
    }

    void deliver(AuditLine line) {
        for (AuditSink sink : sinks) {
            try {
                sink.accept(List.of(line));
            } catch (RuntimeException e) {
                failed(sink, line, e);
            } catch (Error e) {
                failed(sink, line, e);
                Thread writer = Thread.currentThread();
                writer.getUncaughtExceptionHandler().uncaughtException(writer, e);
            }
        }
    }

    private void failed(AuditSink sink, AuditLine line, Throwable failure) {
        failures.incrementAndGet();
        // Without the message: it may repeat the record.
        LOG.warn(
                "audit sink {} did not take record {}: {}",
                sink.getClass().getName(),
                line.sequence(),
                failure.getClass().getName());
    }

    /** How often a sink did not take a record. */
    long failures() {
        return failures.get();
    }

    void close() {
        for (AuditSink sink : sinks) {
            try {
                sink.close();
            } catch (RuntimeException e) {
                LOG.warn(
                        "audit sink {} could not be closed: {}",
                        sink.getClass().getName(),
                        e.getClass().getName());
            }
        }
    }
}
