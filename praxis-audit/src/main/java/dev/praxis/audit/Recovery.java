package dev.praxis.audit;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.audit.AuditLine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of the log when it is opened, and mends what a crash left behind the last checkpoint. A crash leaves whole records that
 * no checkpoint covers yet, and then maybe a part of what was being written: bytes without a line feed, or, after a power
 * loss, with zeros where a block did not reach the disk. Nothing else is explained by one. Confined to one thread.
 */
final class Recovery {

    /** More than one write has: what is torn is a part of one. */
    private static final long MOST_TORN = 2L * JournalWriter.MOST_GROUP_BYTES;

    private static final int MARK_BYTES = 1;

    private final JournalDirectory directory;
    private final Disk disk;
    private final Maintenance maintenance;
    private final OpenTree tree;
    private final List<AuditLine> takenIn = new ArrayList<>();
    private Head head = Head.EMPTY;

    Recovery(JournalDirectory directory, Disk disk, Maintenance maintenance, OpenTree tree) {
        this.directory = directory;
        this.disk = disk;
        this.maintenance = maintenance;
        this.tree = tree;
    }

    /** The head of the log after {@link #run}. */
    Head head() {
        return head;
    }

    /** What {@link #run} found or wrote behind the checkpoint, in order. */
    List<AuditLine> takenIn() {
        return takenIn;
    }

    /**
     * What a human should know of what was found: nothing vouches for it but its chain, which whoever could write the files could
     * continue.
     *
     * @param log the directory of the log
     * @param takenIn what was found, and last the record that says so
     */
    static Optional<String> about(Path log, List<AuditLine> takenIn) {
        int found = takenIn.size() - 1;
        if (found < 1) {
            return Optional.empty();
        }
        long said = takenIn.get(found).sequence();
        TakenIn all =
                new TakenIn(takenIn.get(0).sequence(), takenIn.get(found - 1).sequence(), said);
        return Optional.of("the audit log in " + log + " was not closed: " + all
                + " stood behind its last checkpoint, taken in as record " + said
                + " says; look whether that is what ran");
    }

    /**
     * Finds the end, and makes what is before it durable.
     *
     * @return the segment to go on with
     * @throws AuditTamperedException if the files are not what praxis and a crash leave
     */
    Segment run() throws IOException {
        Retention retention = new Retention(directory.path(), disk);
        Optional<PrunedPrefix> prefix = retention.prefix();
        List<SegmentFile> all = directory.segments();
        if (prefix.isEmpty()) {
            return goOn(all, 1);
        }
        LeftOver leftOver = prefix.get().leftOver(all);
        List<SegmentFile> kept = prefix.get().kept(all);
        retention.requireCutOff(leftOver, kept, tree);
        Segment segment = goOn(kept, prefix.get().sequence() + 1);
        try {
            retention.remove(leftOver);
        } catch (IOException | RuntimeException | Error e) {
            try (segment) {
                throw e;
            }
        }
        return segment;
    }

    private Segment goOn(List<SegmentFile> segments, long first) throws IOException {
        if (!segments.isEmpty() && segments.get(0).first() != first) {
            throw AuditTamperedException.because("the log does not begin with record " + first + ", but with "
                    + segments.get(0).name());
        }
        if (!segments.isEmpty()) {
            takeInFrom(segments);
            return directory.openSegment(segments.get(segments.size() - 1));
        }
        if (tree.signed() > 0 || Files.exists(directory.path().resolve("tile"))) {
            throw AuditTamperedException.because("the segments are missing");
        }
        return directory.createFirstSegment(UtcMicros.toEpochMicros(maintenance.now()));
    }

    /** Goes through what stands behind the checkpoint, from the segment that has its record to the last. */
    private void takeInFrom(List<SegmentFile> segments) throws IOException {
        int start = segments.size() - 1;
        while (start > 0 && segments.get(start).first() > tree.signed()) {
            start--;
        }
        long signed = tree.signed();
        for (int i = start; i < segments.size(); i++) {
            SegmentFile segment = segments.get(i);
            requireBegin(segment, i == start ? Math.max(1, signed) : head.sequence() + 1, i == start);
            try (FileChannel channel = directory.openForRepair(segment)) {
                long from = i == start && signed > 0 ? endOfSigned(segment, channel) : 0;
                long end = takeIn(channel, from, firstBehind(segments, i));
                if (i == segments.size() - 1) {
                    requirePruningSigned();
                    mend(segment, channel, end, head.sequence() - signed);
                }
            }
        }
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

    /** A pruning is signed before {@code pruned.json} names it: one that was not is none that praxis made. */
    private void requirePruningSigned() throws IOException {
        OwnRecords behind = new OwnRecords(PrunedPrefix.read(directory.path()).orElse(null));
        takenIn.forEach(line -> behind.add(line.sequence(), line.json()));
        if (behind.pruning() > 0) {
            throw AuditTamperedException.because(PrunedPrefix.FILE
                    + " names a pruning of which only an unsigned record tells, record " + behind.pruning());
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

    /** Takes in the records that follow, and writes them again: a fsync that failed may have left them in memory alone. */
    private long takeIn(FileChannel channel, long from, long firstBehind) throws IOException {
        byte[] rest = Tail.bytes(channel, from, channel.size());
        List<byte[]> lines = new ArrayList<>();
        int end = 0;
        for (int lineFeed = indexOf(rest, '\n', 0); lineFeed >= 0; lineFeed = indexOf(rest, '\n', end)) {
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
        if (end > 0) {
            disk.write(channel.position(from), Arrays.copyOf(rest, end));
            disk.sync(channel);
        }
        lines.forEach(tree::append);
        return from + end;
    }

    /** Keeps what is torn behind the last record in a file of its own, and puts a record that says so in its place. */
    private void mend(SegmentFile segment, FileChannel channel, long end, long taken) throws IOException {
        byte[] torn = Tail.bytes(channel, end, channel.size());
        requireTorn(segment, torn);
        long sequence = head.sequence() + 1;
        if (torn.length > 0) {
            directory.setAside(torn, sequence, UtcMicros.toEpochMicros(maintenance.now()));
        } else if (taken == 0) {
            return;
        }
        // One byte of what is torn stays until the record is over it: whatever ends this, the next recovery finds that.
        channel.truncate(end + MARK_BYTES);
        disk.sync(channel);
        SealedLine record = maintenance
                .recovered(segment, sequence, taken, directory.sidecars(sequence))
                .seal(head);
        disk.write(channel.position(end), record.bytes());
        disk.sync(channel);
        tree.append(List.of(record));
        head = head.after(record);
        takenIn.add(record.toLine());
    }

    private static void requireTorn(SegmentFile segment, byte[] torn) {
        int lineFeed = indexOf(torn, '\n', 0);
        int zero = indexOf(torn, 0, 0);
        boolean explained = lineFeed < 0 || (zero >= 0 && zero < lineFeed);
        if (!explained || torn.length > MOST_TORN) {
            throw AuditTamperedException.because(segment.name() + " goes on with what is no record of this log");
        }
    }

    private static int indexOf(byte[] bytes, int wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
