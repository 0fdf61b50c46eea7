package dev.praxis.audit.sink.local;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Writes lines to a stream of the process. The stream is not closed: it belongs to the process. */
final class StandardErrorSink implements AuditSink {

    private final OutputStream out;
    private final HandOff handOff = new HandOff("praxis-audit-stderr");

    /** A write failed, and may have left a part of a line. Confined to the thread of the hand-off. */
    private boolean torn;

    StandardErrorSink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void accept(List<AuditLine> lines) {
        String text = lines.stream().map(line -> line.json() + "\n").collect(Collectors.joining());
        handOff.run(() -> write(text));
    }

    @Override
    public void gap(AuditGap gap) {
        handOff.run(() -> write(gap.json() + "\n"));
    }

    private void write(String text) throws IOException {
        byte[] bytes = ((torn ? "\n" : "") + text).getBytes(StandardCharsets.UTF_8);
        torn = true;
        out.write(bytes);
        out.flush();
        torn = false;
    }

    @Override
    public void close() {
        handOff.close();
    }
}
