package dev.praxis.audit;

import dev.praxis.api.audit.AuditLine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a log as it stands behind the last checkpoint. A crash leaves whole records that no checkpoint covers yet, and then
 * maybe a part of what was being written ({@link TornTail}). Nothing else is explained by one, and is refused. Looks only: a
 * recovery mends what is found here. Confined to one thread.
 */
final class LogEnd {

    /**
     * What stands in a segment behind what the checkpoint covers.
     *
     * @param segment the segment
     * @param from where that begins
     * @param lines whole records, without their line feeds
     * @param end where the last of them ends
     */
    record Part(SegmentFile segment, long from, List<byte[]> lines, long end) {}

    private final Path log;
    private final OpenTree tree;
    private final List<Part> parts = new ArrayList<>();
    private final List<AuditLine> takenIn = new ArrayList<>();
    private byte[] torn = new byte[0];
    private Head head = Head.EMPTY;
    private Optional<LeftOver> leftOver = Optional.empty();

    private LogEnd(Path log, OpenTree tree) {
        this.log = log;
        this.tree = tree;
    }

    /**
     * Finds the end of a log.
     *
     * @throws AuditTamperedException if the files are not what praxis and a crash leave
     */
    static LogEnd find(Path log, Retention retention, OpenTree tree) throws IOException {
        LogEnd end = new LogEnd(log, tree);
        List<SegmentFile> all = SegmentFile.list(log);
        Optional<PrunedPrefix> prefix = retention.prefix();
        if (prefix.isEmpty()) {
            end.find(all, 1);
            return end;
        }
        LeftOver leftOver = prefix.get().leftOver(all);
        List<SegmentFile> kept = prefix.get().kept(all);
        retention.requireCutOff(leftOver, kept, tree);
        end.find(kept, prefix.get().sequence() + 1);
        end.leftOver = Optional.of(leftOver);
        return end;
    }

    /** What a crash left of a pruning. */
    Optional<LeftOver> leftOver() {
        return leftOver;
    }

    /** The last record, those included that no checkpoint covers. */
    Head head() {
        return head;
    }

    /** What stands behind the checkpoint, segment by segment, oldest first; empty if the log has no segment. */
    List<Part> parts() {
        return parts;
    }

    /** The records that stand behind the checkpoint, in order. */
    List<AuditLine> takenIn() {
        return takenIn;
    }

    /** What is torn, at the end of the last segment. */
    byte[] torn() {
        return torn;
    }

    private void find(List<SegmentFile> segments, long first) throws IOException {
        if (!segments.isEmpty() && segments.get(0).first() != first) {
            throw AuditTamperedException.because("the log does not begin with record " + first + ", but with "
                    + segments.get(0).name());
        }
        if (segments.isEmpty()) {
            if (tree.signed() > 0 || Files.exists(log.resolve("tile"))) {
                throw AuditTamperedException.because("the segments are missing");
            }
            return;
        }
        long signed = tree.signed();
        int start = segments.size() - 1;
        while (start > 0 && segments.get(start).first() > signed) {
            start--;
        }
        for (int i = start; i < segments.size(); i++) {
            SegmentFile segment = segments.get(i);
            requireBegin(segment, i == start ? Math.max(1, signed) : head.sequence() + 1, i == start);
            JournalDirectory.requireRegular(segment.path());
            try (FileChannel channel =
                    FileChannel.open(segment.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                long from = i == start && signed > 0 ? endOfSigned(segment, channel) : 0;
                part(segment, channel, from, firstBehind(segments, i));
            }
        }
        requirePruningSigned();
    }

    /** Where the last record that the checkpoint covers ends. */
    private long endOfSigned(SegmentFile segment, FileChannel channel) throws IOException {
        Tail.@Nullable Found found =
                Tail.find(channel, (record, line) -> record.sequence() == tree.signed() && tree.isLastSigned(line));
        if (found == null) {
            throw AuditTamperedException.because("record " + tree.signed() + ", which the checkpoint covers, is not in "
                    + segment.name() + ", where it should be");
        }
        requireOnce(segment, channel, found);
        head = head.after(found.record());
        return found.end();
    }

    /** What a crash leaves is never a repeated line. */
    private static void requireOnce(SegmentFile segment, FileChannel channel, Tail.Found last) throws IOException {
        boolean begins = last.record().sequence() == segment.first();
        SealedRecord before = Tail.before(channel, last.start());
        boolean good =
                begins ? last.start() == 0 : before != null && last.record().follows(Head.EMPTY.after(before));
        if (!good) {
            throw AuditTamperedException.because("record " + last.record().sequence() + " in " + segment.name()
                    + " does not stand behind the one that it follows");
        }
    }

    private static void requireBegin(SegmentFile segment, long latest, boolean mayBeEarlier) {
        if (segment.first() > latest || (segment.first() < latest && !mayBeEarlier)) {
            throw AuditTamperedException.because(segment.name() + " does not begin with record " + latest);
        }
    }

    /** Where the next segment begins: what a segment of which a fsync failed has from there on never counted. */
    private static long firstBehind(List<SegmentFile> segments, int index) {
        return index + 1 < segments.size() ? segments.get(index + 1).first() : Long.MAX_VALUE;
    }

    private void part(SegmentFile segment, FileChannel channel, long from, long firstBehind) throws IOException {
        byte[] rest = Tail.bytes(channel, from, channel.size());
        List<byte[]> lines = new ArrayList<>();
        int end = 0;
        for (int lineFeed = indexOf(rest, end); lineFeed >= 0; lineFeed = indexOf(rest, end)) {
            byte[] line = Arrays.copyOfRange(rest, end, lineFeed);
            SealedRecord record = Tail.record(line);
            if (record == null || !record.follows(head) || record.sequence() == firstBehind) {
                break;
            }
            head = head.after(record);
            takenIn.add(record.toLine());
            lines.add(line);
            end = lineFeed + 1;
        }
        parts.add(new Part(segment, from, lines, from + end));
        if (firstBehind == Long.MAX_VALUE) {
            torn = Arrays.copyOfRange(rest, end, rest.length);
            if (torn.length > 0 && !TornTail.explains(torn)) {
                throw AuditTamperedException.because(segment.name() + " goes on with what is no record of this log");
            }
        }
    }

    /** A pruning is signed before {@code pruned.json} names it: one that was not is none that praxis made. */
    private void requirePruningSigned() throws IOException {
        OwnRecords behind = new OwnRecords(PrunedPrefix.read(log).orElse(null));
        takenIn.forEach(line -> behind.add(line.sequence(), line.json()));
        if (behind.pruning() > 0) {
            throw AuditTamperedException.because(PrunedPrefix.FILE
                    + " names a pruning of which only an unsigned record tells, record " + behind.pruning());
        }
    }

    private static int indexOf(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
