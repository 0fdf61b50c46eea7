package dev.praxis.redaction;

import dev.praxis.redaction.internal.engine.Passes;
import dev.praxis.redaction.internal.engine.PieceWise;
import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;
import java.util.function.Consumer;

/** Hands on what is written to it without secrets. Confined to one thread at a time. */
final class RedactingWriter extends Writer {

    private final Writer out;
    private final PieceWise pieces;
    private final StringBuilder ready = new StringBuilder();
    private boolean closed;

    RedactingWriter(Passes passes, Writer out, Consumer<Finding> findings) {
        this.out = out;
        this.pieces =
                passes.pieces(ready::append, (rule, start, end) -> findings.accept(new Finding(rule, start, end)));
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        requireOpen();
        pieces.write(CharBuffer.wrap(characters, offset, length), 0, length);
        handOn();
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        requireOpen();
        pieces.write(text, offset, offset + length);
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
            out.append(ready);
            ready.setLength(0);
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("this writer was closed; make another filter");
        }
    }
}
