package dev.praxis.redaction;

import dev.praxis.redaction.internal.engine.Passes;
import dev.praxis.redaction.internal.engine.PieceWise;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Hands on bytes without secrets. Each byte is read as one character (ISO 8859-1), which gives all of them back as they were;
 * what a secret is told by is in ASCII. Confined to one thread at a time.
 */
final class RedactingOutputStream extends OutputStream {

    private final OutputStream out;
    private final PieceWise pieces;
    private final StringBuilder ready = new StringBuilder();
    private boolean closed;

    RedactingOutputStream(Passes passes, OutputStream out, Consumer<Finding> findings) {
        this.out = out;
        this.pieces =
                passes.pieces(ready::append, (rule, start, end) -> findings.accept(new Finding(rule, start, end)));
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        requireOpen();
        pieces.write(new String(bytes, offset, length, StandardCharsets.ISO_8859_1), 0, length);
        handOn();
    }

    @Override
    public void flush() throws IOException {
        requireOpen();
        pieces.flush();
        handOn();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            pieces.finish();
            handOn();
        }
    }

    private void handOn() throws IOException {
        if (ready.length() > 0) {
            out.write(ready.toString().getBytes(StandardCharsets.ISO_8859_1));
            ready.setLength(0);
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("this stream was closed; make another filter");
        }
    }
}
