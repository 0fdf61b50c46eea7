package dev.praxis.audit;

import java.io.IOException;
import java.io.InputStream;

/**
 * Splits a segment at line feeds without copying the lines. Holds one block, which is larger than any line may be; of a longer line
 * it shows the beginning. Confined to one thread.
 */
final class LineBlocks {

    private static final int BLOCK = 1 << 18;

    private final InputStream in;
    private final int longest;
    private final byte[] block = new byte[BLOCK];

    /** Where the next line starts in the block, and where what was read ends. */
    private int start;

    private int filled;

    /** Where in the file the block would start if nothing of it had been left out. */
    private long blockOffset;

    private int from;
    private int to;
    private long offset;

    /**
     * Reads lines.
     *
     * @param in the segment
     * @param longest how many bytes a line may have, without its line feed; less than a block
     */
    LineBlocks(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Goes to the next line; false when no line feed follows. */
    boolean next() throws IOException {
        from = start;
        offset = blockOffset + start;
        int at = start;
        while (true) {
            while (at < filled && block[at] != '\n') {
                at++;
            }
            to = at;
            start = at;
            if (at < filled) {
                start++;
                return true;
            }
            int kept = Math.min(at - from, longest + 1);
            System.arraycopy(block, from, block, 0, kept);
            blockOffset += filled - kept;
            from = 0;
            to = kept;
            start = kept;
            filled = kept;
            int count = in.read(block, kept, BLOCK - kept);
            if (count <= 0) {
                return false;
            }
            filled += count;
            at = kept;
        }
    }

    /** The block, in which the line is; not to be changed. */
    byte[] bytes() {
        return block;
    }

    /** Where the line starts in the block. */
    int from() {
        return from;
    }

    /** Where the line has ended in the block, without its line feed. */
    int to() {
        return to;
    }

    /** Where the line starts in the file; after the last line where that has ended. */
    long offset() {
        return offset;
    }

    /** How many bytes of the file were read. */
    long position() {
        return blockOffset + filled;
    }

    boolean isTooLong() {
        return to - from > longest;
    }
}
