package dev.praxis.api.store.archive;

import dev.praxis.api.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads lines of bounded length. Confined to one thread. */
final class LineReader {

    /** The longest value, and more than all other members together when every character of theirs is escaped. */
    private static final int MAX_BYTES = JsonValue.MAX_BYTES + (1 << 16);

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The number of the line that was read last, or was tried to: 1, 2, 3 …, 0 before the first. */
    long number() {
        return number;
    }

    /** The next line with its line feed; empty behind the last. */
    Optional<byte[]> next() throws IOException {
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (next == end) {
                next = 0;
                end = in.read(buffer);
                if (end < 0) {
                    end = 0;
                    if (line.size() > 0) {
                        throw new ExportDamagedException(number, "it is cut off, it has no line feed", null);
                    }
                    return Optional.empty();
                }
            }
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            boolean isWhole = next < end;
            if (isWhole) {
                next++;
            }
            line.write(buffer, from, next - from);
            if (line.size() > MAX_BYTES) {
                throw new ExportDamagedException(number, "it is longer than any line of an export", null);
            }
            if (isWhole) {
                return Optional.of(line.toByteArray());
            }
        }
    }
}
