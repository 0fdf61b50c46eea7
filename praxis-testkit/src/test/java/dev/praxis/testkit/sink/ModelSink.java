package dev.praxis.testkit.sink;

import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.json.JsonObject;
import java.io.IOException;
import java.util.List;

/** A sound sink on a {@link ModelPlace}. The broken ones differ from it in one thing. */
class ModelSink implements AuditSink {

    private final ModelPlace place;
    private volatile boolean closed;
    private boolean torn;

    ModelSink(ModelPlace place, SinkConfiguration configuration) {
        this.place = place;
        configuration.allowOnly();
        if (place.is(Fault.DOWN)) {
            throw new AuditSinkException("the place is down", null);
        }
    }

    /** Without any look at the place or the settings. */
    ModelSink(ModelPlace place) {
        this.place = place;
    }

    final ModelPlace place() {
        return place;
    }

    @Override
    public void accept(List<AuditLine> lines) {
        for (AuditLine line : lines) {
            send(text(line));
        }
    }

    @Override
    public void gap(AuditGap gap) {
        send(gap.json());
    }

    String text(AuditLine line) {
        int bytes = Lines.bytes(line.json()).length;
        return bytes <= ModelPlace.LONGEST
                ? line.json()
                : JsonObject.builder()
                        .put("sequence", line.sequence())
                        .put("hash", line.hash().hex())
                        .put("sha256", Sha256.of(Lines.bytes(line.json())).hex())
                        .put("bytes", bytes)
                        .build()
                        .toString();
    }

    void send(String text) {
        if (closed) {
            throw new AuditSinkException("closed", null);
        }
        try {
            write((torn ? "\n" : "") + text + "\n");
            torn = false;
        } catch (IOException e) {
            torn = true;
            throw new AuditSinkException("the place failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditSinkException("interrupted", e);
        }
    }

    void write(String text) throws IOException, InterruptedException {
        place.write(text, any -> closed);
    }

    @Override
    public void close() {
        closed = true;
        place.wake();
    }
}
