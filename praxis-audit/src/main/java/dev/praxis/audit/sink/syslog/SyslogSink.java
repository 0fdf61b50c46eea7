package dev.praxis.audit.sink.syslog;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import java.io.IOException;
import java.util.List;

/** Sends records to a collector. */
final class SyslogSink implements AuditSink {

    private final SyslogFormat format;
    private final Transport transport;
    private final String place;

    /**
     * Creates a sink.
     *
     * @param place what the collector is called in messages
     */
    SyslogSink(SyslogFormat format, Transport transport, String place) {
        this.format = format;
        this.transport = transport;
        this.place = place;
    }

    /** Makes sure that the collector is there, as far as the way to it can say. */
    void probe() {
        try {
            transport.open();
        } catch (IOException e) {
            transport.close();
            throw failed("is not reached", e);
        }
    }

    @Override
    public void accept(List<AuditLine> lines) {
        send(lines.stream().map(format::message).toList());
    }

    @Override
    public void gap(AuditGap gap) {
        send(List.of(format.message(gap)));
    }

    private void send(List<byte[]> messages) {
        try {
            transport.send(messages);
        } catch (IOException e) {
            throw failed("did not take records", e);
        }
    }

    private AuditSinkException failed(String what, IOException e) {
        return new AuditSinkException(
                "the syslog collector " + place + " " + what + " ("
                        + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "); see to the collector and the way to it",
                e);
    }

    @Override
    public void close() {
        transport.close();
    }
}
