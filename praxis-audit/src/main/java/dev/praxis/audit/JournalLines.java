package dev.praxis.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Splits a journal at line feeds, holding one line at a time. Confined to one thread. */
final class JournalLines {

    private static final int BLOCK = 1 << 16;

    private final InputStream journal;
    private final byte[] block = new byte[BLOCK];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int next;
    private int filled;
    private long offset;
    private long lineStart;

    JournalLines(InputStream journal) {
        this.journal = journal;
    }

    /**
     * The next line without its line feed; cut to one byte more than a line may have when it is longer. Null when no line
     * feed follows.
     */
    byte @Nullable [] next() throws IOException {
        lineStart = offset;
        line.reset();
        while (next < filled || fill()) {
            int from = next;
            while (next < filled && block[next] != '\n') {
                next++;
            }
            line.write(block, from, Math.min(next - from, Tail.LONGEST_LINE - line.size()));
            offset += next - from;
            if (next < filled) {
                next++;
                offset++;
                return line.toByteArray();
            }
        }
        return null;
    }

    /** Where the line that was read last starts, or what comes after the last line feed. */
    long lineStart() {
        return lineStart;
    }

    /** How many bytes were read. */
    long offset() {
        return offset;
    }

    private boolean fill() throws IOException {
        next = 0;
        filled = Math.max(0, journal.read(block));
        return filled > 0;
    }
}
