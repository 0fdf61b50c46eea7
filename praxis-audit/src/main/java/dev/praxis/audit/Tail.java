package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.json.JsonValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the journal holds behind the head. A crash can leave one complete record (it died before it replaced the head) or
 * a part of one (it died in the write); nothing else.
 *
 * @param ahead the complete record, or null
 * @param tornBytes how many bytes of a part of a record there are
 */
record Tail(@Nullable SealedRecord ahead, int tornBytes) {

    /** The longest line: a whole canonical document and its line feed. */
    static final int LONGEST_LINE = JsonValue.MAX_BYTES + 1;

    private static final int BLOCK = 4096;

    /**
     * Reads the end of the journal, from the last acknowledged record on.
     *
     * @throws AuditTamperedException if that is not what the head and a crash explain
     */
    static Tail read(FileChannel journal, Head head) throws IOException {
        long size = journal.size();
        if (size < head.length()) {
            throw JournalWriter.tampered(
                    "journal.jsonl is " + (head.length() - size) + " bytes shorter than head.json says");
        }
        requireLast(journal, head);
        if (size - head.length() > LONGEST_LINE) {
            throw JournalWriter.tampered("journal.jsonl goes on behind what head.json says");
        }
        byte[] rest = bytes(journal, head.length(), size);
        int lineFeed = indexOfLineFeed(rest);
        if (lineFeed < 0) {
            return new Tail(null, rest.length);
        }
        SealedRecord record = record(Arrays.copyOf(rest, lineFeed));
        if (lineFeed != rest.length - 1 || record == null || !record.follows(head)) {
            throw JournalWriter.tampered("journal.jsonl goes on behind what head.json says");
        }
        return new Tail(record, 0);
    }

    private static void requireLast(FileChannel journal, Head head) throws IOException {
        if (head.sequence() == 0) {
            return;
        }
        SealedRecord last = record(lastLine(journal, head.length()));
        if (last == null || last.sequence() != head.sequence() || !last.hash().equals(head.hash())) {
            throw JournalWriter.tampered("the last record of journal.jsonl is not the one that head.json names");
        }
    }

    /** The record of a line, or null when it is none that praxis wrote. */
    private static @Nullable SealedRecord record(byte[] line) {
        try {
            SealedRecord record = RecordFormat.parse(line);
            return record.isIntact() && RecordFormat.isCanonical(record, line) ? record : null;
        } catch (PraxisException e) {
            return null; // the caller says what that means
        }
    }

    /** The line, without its line feed, that ends at an offset; empty when no line feed is there. */
    private static byte[] lastLine(FileChannel journal, long end) throws IOException {
        long floor = Math.max(0, end - LONGEST_LINE - 1);
        for (long start = Math.max(floor, end - BLOCK); ; start = Math.max(floor, end - 2 * (end - start))) {
            byte[] block = bytes(journal, start, end);
            if (block.length == 0 || block[block.length - 1] != '\n') {
                return new byte[0];
            }
            int from = block.length - 1;
            while (from > 0 && block[from - 1] != '\n') {
                from--;
            }
            if (from > 0 || start == floor) {
                return Arrays.copyOfRange(block, from, block.length - 1);
            }
        }
    }

    static byte[] bytes(FileChannel journal, long start, long end) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(end - start));
        while (buffer.hasRemaining()) {
            if (journal.read(buffer, start + buffer.position()) < 0) {
                throw JournalWriter.tampered("journal.jsonl became shorter while it was read");
            }
        }
        return buffer.array();
    }

    private static int indexOfLineFeed(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
