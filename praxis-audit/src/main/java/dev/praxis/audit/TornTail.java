package dev.praxis.audit;

/**
 * What a crash in the middle of a write leaves behind the last whole record of a log: bytes without a line feed or, after a power
 * loss, with zeros where a block did not reach the disk. Never more than one write has. The writer, which moves it aside, and the
 * verifier judge by the same rule.
 */
final class TornTail {

    /** More than one write has: what is torn is a part of one. */
    static final long MOST_BYTES = 2L * JournalWriter.MOST_GROUP_BYTES;

    private TornTail() {}

    /** Whether a crash explains that these bytes, at least one, stand behind the last whole record. */
    static boolean explains(byte[] rest) {
        if (rest.length > MOST_BYTES) {
            return false;
        }
        int end = 0;
        while (end < rest.length && rest[end] != '\n') {
            end++;
        }
        return end == rest.length || hasHole(rest, 0, Math.min(end, RecordFormat.LONGEST_RECORD + 1));
    }

    /** Whether a part of a line, no longer than a record may be and one byte more, was not written: no record has such a byte. */
    static boolean hasHole(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
