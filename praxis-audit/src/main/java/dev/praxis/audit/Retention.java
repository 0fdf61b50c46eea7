package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.UtcMicros;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Removes whole old segments from the front of a log. The tree keeps their leaves, so every proof of what remains holds; what
 * remains says up to which record it was pruned, in a record and in {@code pruned.json}. Confined to the writer thread.
 */
final class Retention {

    private final Path log;
    private final Disk disk;

    Retention(Path log, Disk disk) {
        this.log = log;
        this.disk = disk;
    }

    /** What may go by a rule; empty if no segment may. */
    Optional<PrunePlan> plan(PruneRule rule) throws IOException {
        List<SegmentFile> all = SegmentFile.list(log);
        int gone = gone(all, rule);
        if (gone == 0) {
            return Optional.empty();
        }
        SealedRecord last = lastOf(all, gone - 1);
        List<SegmentFile> old = all.subList(0, gone);
        return Optional.of(new PrunePlan(
                last.sequence(),
                last.hash(),
                old.stream().map(SegmentFile::name).toList(),
                SegmentFile.bytes(old)));
    }

    /** How many of the oldest segments may go; never the last one, which is written to. */
    private static int gone(List<SegmentFile> all, PruneRule rule) throws IOException {
        int gone = 0;
        long staying = SegmentFile.bytes(all);
        while (gone + 1 < all.size() && mayGo(all, gone, staying, rule)) {
            staying -= Files.size(all.get(gone).path());
            gone++;
        }
        return gone;
    }

    /** Whether a segment may go, after those before it. */
    private static boolean mayGo(List<SegmentFile> all, int index, long staying, PruneRule rule) throws IOException {
        if (rule instanceof PruneRule.OlderThan older) {
            return UtcMicros.parse(lastOf(all, index).text("time")).isBefore(older.time());
        }
        if (rule instanceof PruneRule.MoreThan more) {
            return staying > more.bytes();
        }
        return all.get(index + 1).first() - 1 <= ((PruneRule.UpTo) rule).sequence();
    }

    /** The last record of a segment that is not the last one. */
    private static SealedRecord lastOf(List<SegmentFile> all, int index) throws IOException {
        SegmentFile segment = all.get(index);
        long sequence = all.get(index + 1).first() - 1;
        try (FileChannel channel =
                FileChannel.open(segment.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            Tail.@Nullable Found found = Tail.find(channel, (record, line) -> record.sequence() == sequence);
            if (found == null) {
                throw AuditTamperedException.because("record " + sequence + " is not in " + segment.name());
            }
            return found.record();
        }
    }

    /** Removes what a record says that it is removed. */
    void carryOut(PrunePlan plan) throws IOException {
        PrunedPrefix prefix = plan.prefix();
        new WholeFiles(new FileOperations()).replace(log.resolve(PrunedPrefix.FILE), prefix.bytes());
        removeUpTo(prefix);
    }

    /**
     * The sequence of the first record that must be there; removes first what a crash left of a pruning.
     *
     * @throws AuditTamperedException if the file that says so is not what praxis wrote
     */
    long first() throws IOException {
        Optional<PrunedPrefix> pruned;
        try {
            pruned = PrunedPrefix.read(log);
        } catch (PraxisException e) {
            throw AuditTamperedException.because(PrunedPrefix.FILE + " is not what praxis wrote");
        }
        if (pruned.isEmpty()) {
            return 1;
        }
        removeUpTo(pruned.get());
        return pruned.get().sequence() + 1;
    }

    private void removeUpTo(PrunedPrefix prefix) throws IOException {
        List<SegmentFile> all = SegmentFile.list(log);
        List<SegmentFile> leftOver = all.subList(0, prefix.leftOver(all));
        for (SegmentFile segment : leftOver) {
            Files.delete(segment.path());
        }
        if (!leftOver.isEmpty()) {
            disk.syncDirectory(SegmentFile.directory(log));
        }
    }
}
