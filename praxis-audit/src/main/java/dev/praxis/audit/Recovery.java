package dev.praxis.audit;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.audit.AuditLine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the end of the log when it is opened, and mends what a crash left behind the last checkpoint. A crash leaves whole records that
 * no checkpoint covers yet, and then maybe a part of what was being written ({@link LogEnd}). Confined to one thread.
 */
final class Recovery {

    private static final int MARK_BYTES = 1;

    private final JournalDirectory directory;
    private final Disk disk;
    private final Maintenance maintenance;
    private final OpenTree tree;
    private final List<AuditLine> takenIn = new ArrayList<>();
    private Head head = Head.EMPTY;
    private int torn;

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
     * What a human should know of what {@link #run} found: nothing vouches for whole records but their chain, which whoever could
     * write the files could continue.
     */
    Optional<String> about() {
        if (takenIn.isEmpty()) {
            return Optional.empty();
        }
        int found = takenIn.size() - 1;
        long said = takenIn.get(found).sequence();
        List<String> parts = new ArrayList<>();
        if (found > 0) {
            TakenIn all = new TakenIn(
                    takenIn.get(0).sequence(), takenIn.get(found - 1).sequence(), said);
            parts.add(all + " stood behind its last checkpoint, taken in as record " + said
                    + " says; look whether that is what ran");
        }
        if (torn > 0) {
            parts.add(torn + " bytes behind its last record are none, moved to " + JournalDirectory.TORN
                    + "/ as record " + said + " says");
        }
        return Optional.of("the audit log in " + directory.path() + " was not closed: " + String.join("; ", parts));
    }

    /**
     * Finds the end, and makes what is before it durable.
     *
     * @return the segment to go on with
     * @throws AuditTamperedException if the files are not what praxis and a crash leave
     */
    Segment run() throws IOException {
        Retention retention = new Retention(directory.path(), disk);
        LogEnd found = LogEnd.find(directory.path(), retention, tree);
        head = found.head();
        takenIn.addAll(found.takenIn());
        torn = found.torn().length;
        if (found.parts().isEmpty()) {
            return directory.createFirstSegment(UtcMicros.toEpochMicros(maintenance.now()));
        }
        for (LogEnd.Part part : found.parts()) {
            takeIn(part);
        }
        LogEnd.Part last = found.parts().get(found.parts().size() - 1);
        mend(last.segment(), last.end(), found.torn(), takenIn.size());
        for (LeftOver leftOver : found.leftOver().stream().toList()) {
            retention.remove(leftOver);
        }
        return directory.openSegment(last.segment());
    }

    /** Writes the records again that stand behind the checkpoint: a fsync that failed may have left them in memory alone. */
    private void takeIn(LogEnd.Part part) throws IOException {
        if (!part.lines().isEmpty()) {
            try (FileChannel channel = directory.openForRepair(part.segment())) {
                disk.write(channel.position(part.from()), Tail.bytes(channel, part.from(), part.end()));
                disk.sync(channel);
            }
            part.lines().forEach(tree::append);
        }
    }

    /** Keeps what is torn behind the last record in a file of its own, and puts a record that says so in its place. */
    private void mend(SegmentFile segment, long end, byte[] torn, long taken) throws IOException {
        long sequence = head.sequence() + 1;
        if (torn.length > 0) {
            directory.setAside(torn, sequence, UtcMicros.toEpochMicros(maintenance.now()));
        } else if (taken == 0) {
            return;
        }
        try (FileChannel channel = directory.openForRepair(segment)) {
            putRecord(segment, channel, end, sequence, taken);
        }
    }

    private void putRecord(SegmentFile segment, FileChannel channel, long end, long sequence, long taken)
            throws IOException {
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
}
