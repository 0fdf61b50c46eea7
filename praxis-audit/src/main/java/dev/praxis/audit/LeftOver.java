package dev.praxis.audit;

import dev.praxis.audit.Finding.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/**
 * Segments that are there though {@code pruned.json} says that their records were pruned. A pruning that was cut off leaves them, and
 * then their chain ends in the very record that it names; whatever else stands there was put there by somebody. No reader reads them.
 *
 * @param prefix what was pruned
 * @param segments the segments below that, oldest first
 */
record LeftOver(PrunedPrefix prefix, List<SegmentFile> segments) {

    /** What is wrong with them; empty if a pruning left them, or if it removes them meanwhile. */
    Optional<Finding> flaw() throws IOException {
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        RecordCheck records = new RecordCheck();
        records.startBehindUnknown(segments.get(0).first() - 1);
        try {
            for (SegmentFile segment : segments) {
                if (segment.first() != records.lastSequence() + 1 || !isWhole(segment, records)) {
                    return refused(segment);
                }
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean ends = records.lastSequence() == prefix.sequence()
                && records.lastHash().equals(prefix.hash().hex());
        return ends ? Optional.empty() : refused(segments.get(segments.size() - 1));
    }

    private static boolean isWhole(SegmentFile segment, RecordCheck records) throws IOException {
        try (InputStream in = Files.newInputStream(segment.path(), LinkOption.NOFOLLOW_LINKS)) {
            LineBlocks lines = new LineBlocks(in, RecordFormat.LONGEST_RECORD);
            for (long sequence = segment.first(); lines.next(); sequence++) {
                if (records.line(lines.bytes(), lines.from(), lines.to(), lines.isTooLong()) != null
                        || records.lastSequence() != sequence) {
                    return false;
                }
            }
            return lines.position() == lines.offset();
        }
    }

    private Optional<Finding> refused(SegmentFile segment) {
        return Optional.of(Finding.of(
                Kind.LEFT_OVER_REFUSED,
                segment.name(),
                "records 1 to " + prefix.sequence()
                        + " were pruned, and this segment is not what that left: somebody put it there or changed it"));
    }
}
