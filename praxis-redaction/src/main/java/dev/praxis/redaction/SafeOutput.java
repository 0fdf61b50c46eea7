package dev.praxis.redaction;

import dev.praxis.redaction.internal.engine.Passes;
import dev.praxis.redaction.internal.engine.PieceWise;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * What the filters have in common: takes a text in pieces, and hands on what is safe of it. Confined to one thread at a time.
 */
final class SafeOutput {

    /** Where a filter hands on to. */
    interface Target extends Closeable {

        /** Takes what is safe; the characters are not kept. */
        void take(StringBuilder safe) throws IOException;

        /** Flushes what was taken. */
        void flush() throws IOException;
    }

    private final Target target;
    private final PieceWise pieces;
    private final StringBuilder ready = new StringBuilder();
    private boolean closed;

    SafeOutput(Passes passes, Target target, Consumer<Finding> findings) {
        this.target = target;
        this.pieces =
                passes.pieces(ready::append, (rule, start, end) -> findings.accept(new Finding(rule, start, end)));
    }

    void write(CharSequence piece) throws IOException {
        requireOpen();
        pieces.write(piece, 0, piece.length());
        handOn();
    }

    void flush() throws IOException {
        requireOpen();
        pieces.flush();
        handOn();
        target.flush();
    }

    void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (target) {
            pieces.finish();
            handOn();
        }
    }

    private void handOn() throws IOException {
        if (ready.length() > 0) {
            target.take(ready);
            ready.setLength(0);
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("this filter was closed; make another one");
        }
    }
}
