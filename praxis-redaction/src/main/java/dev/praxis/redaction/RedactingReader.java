package dev.praxis.redaction;

import dev.praxis.redaction.internal.engine.Finds;
import dev.praxis.redaction.internal.engine.Passes;
import dev.praxis.redaction.internal.engine.PieceWise;
import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;

/** Reads what another reader has, without secrets. Confined to one thread at a time. */
final class RedactingReader extends Reader {

    private static final int CHUNK = 8192;

    private final Reader in;
    private final PieceWise pieces;
    private final char[] chunk = new char[CHUNK];
    private final StringBuilder ready = new StringBuilder();
    private int given;
    private boolean ended;

    RedactingReader(Passes passes, Reader in) {
        this.in = in;
        this.pieces = passes.pieces(ready::append, Finds.IGNORED);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (given == ready.length() && !ended) {
            fill();
        }
        int count = Math.min(length, ready.length() - given);
        if (count == 0) {
            return -1;
        }
        ready.getChars(given, given + count, target, offset);
        given += count;
        return count;
    }

    private void fill() throws IOException {
        ready.setLength(0);
        given = 0;
        int read = in.read(chunk, 0, CHUNK);
        if (read < 0) {
            ended = true;
            pieces.finish();
        } else {
            pieces.write(CharBuffer.wrap(chunk, 0, read), 0, read);
            pieces.flush();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
