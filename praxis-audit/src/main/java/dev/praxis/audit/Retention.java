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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Removes whole old segments from the front of a log. The tree keeps their leaves, so every proof of what remains holds; what
 * remains says up to which record it was pruned, in a record and in {@code pruned.json}. Confined to the writer thread.
 */
final class Retention {

    /**
     * What can go.
     *
     * @param prefix the last record that goes
     * @param segments the files that it goes with, oldest first
     */
    record Plan(PrunedPrefix prefix, List<SegmentFile> segments) {}

    private final Path log;
    private final Disk disk;

    Retention(Path log, Disk disk) {
        this.log = log;
        this.disk = disk;
    }

    /** The oldest segments whose records are all from before a time, but never the last one; empty if there is none. */
    Optional<Plan> before(Instant time) throws IOException {
        List<SegmentFile> all = SegmentFile.list(log);
        List<SegmentFile> old = new ArrayList<>();
        @Nullable SealedRecord last = null;
        for (SegmentFile segment : all.subList(0, Math.max(0, all.size() - 1))) {
            SealedRecord latest = lastOf(segment, all.get(old.size() + 1).first() - 1);
            if (!UtcMicros.parse(latest.text("time")).isBefore(time)) {
                break;
            }
            old.add(segment);
            last = latest;
        }
        return last == null
                ? Optional.empty()
                : Optional.of(new Plan(new PrunedPrefix(last.sequence(), last.hash()), old));
    }

    private static SealedRecord lastOf(SegmentFile segment, long sequence) throws IOException {
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
    void carryOut(Plan plan) throws IOException {
        new WholeFiles(new FileOperations())
                .replace(log.resolve(PrunedPrefix.FILE), plan.prefix().bytes());
        removeUpTo(plan.prefix());
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
        boolean removed = false;
        for (int i = 0; i + 1 < all.size() && all.get(i + 1).first() <= prefix.sequence() + 1; i++) {
            Files.delete(all.get(i).path());
            removed = true;
        }
        if (removed) {
            disk.syncDirectory(SegmentFile.directory(log));
        }
    }
}
