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

    /**
     * Where the line of the record that a head names ends; 0 if it names none.
     *
     * @throws AuditTamperedException if it is not there
     */
    static long endOf(FileChannel channel, Head head, SegmentFile segment) throws IOException {
        if (head.sequence() == 0) {
            return 0;
        }
        long size = channel.size();
        for (long length = BLOCK; ; length *= 2) {
            long start = Math.max(0, size - length);
            long end = endOf(bytes(channel, start, size), start == 0, head);
            if (end >= 0) {
                return start + end;
            }
            if (start == 0) {
                throw AuditTamperedException.because("record " + head.sequence()
                        + ", which was acknowledged, is not in " + segment.name() + ", where it should be");
            }
        }
    }

    /** Where the line ends in these bytes, or -1; the first line may be cut unless they begin with a line. */
    private static long endOf(byte[] bytes, boolean beginsWithLine, Head head) {
        int end = bytes.length;
        while (end > 0) {
            int start = end - 1;
            while (start > 0 && bytes[start - 1] != '\n') {
                start--;
            }
            if (bytes[end - 1] == '\n' && (start > 0 || beginsWithLine)) {
                SealedRecord record = record(Arrays.copyOfRange(bytes, start, end - 1));
                if (record != null
                        && record.sequence() == head.sequence()
                        && record.hash().equals(head.hash())) {
                    return end;
                }
            }
            end = start;
        }
        return -1;
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
