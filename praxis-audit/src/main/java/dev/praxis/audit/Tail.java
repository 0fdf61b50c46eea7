package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a segment from its end. */
final class Tail {

    /** The longest line: a record and its line feed. */
    static final int LONGEST_LINE = RecordFormat.LONGEST_RECORD + 1;

    private static final int BLOCK = 1 << 12;

    private Tail() {}

    /** Whether a record, with its line, is the one that is looked for. */
    interface Wanted {
        boolean is(SealedRecord record, byte[] line) throws IOException;
    }

    /**
     * A record and where its line is.
     *
     * @param record the record
     * @param start the offset of its line
     * @param end the offset behind its line feed
     */
    record Found(SealedRecord record, long start, long end) {}

    /** The last record of a segment that is wanted, or null. */
    static @Nullable Found find(FileChannel channel, Wanted wanted) throws IOException {
        long size = channel.size();
        for (long length = BLOCK; ; length *= 2) {
            long start = Math.max(0, size - length);
            @Nullable Found found = find(bytes(channel, start, size), start == 0, wanted);
            if (found != null) {
                return new Found(found.record(), start + found.start(), start + found.end());
            }
            if (start == 0) {
                return null;
            }
        }
    }

    /** The first line may be cut, unless the bytes begin with a line. */
    private static @Nullable Found find(byte[] bytes, boolean beginsWithLine, Wanted wanted) throws IOException {
        int end = bytes.length;
        while (end > 0) {
            int start = end - 1;
            while (start > 0 && bytes[start - 1] != '\n') {
                start--;
            }
            if (bytes[end - 1] == '\n' && (start > 0 || beginsWithLine)) {
                byte[] line = Arrays.copyOfRange(bytes, start, end - 1);
                SealedRecord record = record(line);
                if (record != null && wanted.is(record, line)) {
                    return new Found(record, start, end);
                }
            }
            end = start;
        }
        return null;
    }

    /** The record whose line ends at an offset, or null when there is none. */
    static @Nullable SealedRecord before(FileChannel channel, long offset) throws IOException {
        long start = Math.max(0, offset - LONGEST_LINE - 1); // with the line feed before it
        @Nullable Found found = find(bytes(channel, start, offset), start == 0, (record, line) -> true);
        return found != null && start + found.end() == offset ? found.record() : null;
    }

    /** The record of a line without its line feed, or null when it is none that praxis wrote. */
    static @Nullable SealedRecord record(byte[] line) {
        try {
            SealedRecord record = RecordFormat.parse(line);
            return record.isIntact() && RecordFormat.isCanonical(record, line) ? record : null;
        } catch (PraxisException e) {
            return null; // the caller says what that means
        }
    }

    static byte[] bytes(FileChannel channel, long start, long end) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(end - start));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, start + buffer.position()) < 0) {
                throw AuditTamperedException.because("a segment became shorter while it was read");
            }
        }
        return buffer.array();
    }
}
