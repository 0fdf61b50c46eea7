package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.UtcMicros;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
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
        List<SegmentFile> all = kept();
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
        new WholeFiles(new FileOperations())
                .replace(log.resolve(PrunedPrefix.FILE), plan.prefix().bytes());
        remove(plan.segments().stream().map(log::resolve).toList());
    }

    /**
     * What was pruned.
     *
     * @throws AuditTamperedException if the file that says so is not what praxis wrote
     */
    Optional<PrunedPrefix> prefix() throws IOException {
        try {
            return PrunedPrefix.read(log);
        } catch (PraxisException e) {
            throw AuditTamperedException.because(PrunedPrefix.FILE + " is not what praxis wrote");
        }
    }

    private List<SegmentFile> kept() throws IOException {
        List<SegmentFile> all = SegmentFile.list(log);
        return prefix().map(prefix -> prefix.kept(all)).orElse(all);
    }

    /**
     * Looks whether what stands below a prefix is what a crash left of its pruning. Removes nothing: {@code pruned.json} alone is no
     * reason to, since whoever can write here can write it.
     *
     * @param kept the other segments
     * @throws AuditTamperedException if no signed record tells of the pruning, or the segments are not what it left
     */
    void requireCutOff(LeftOver leftOver, List<SegmentFile> kept, OpenTree tree) throws IOException {
        if (leftOver.segments().isEmpty()) {
            return;
        }
        if (!isSigned(leftOver.prefix(), kept, tree)) {
            throw AuditTamperedException.because(PrunedPrefix.FILE + " says that records 1 to "
                    + leftOver.prefix().sequence() + " were pruned, and no signed record of the log does");
        }
        Optional<Finding> flaw = leftOver.flaw();
        if (flaw.isPresent()) {
            throw AuditTamperedException.because(
                    flaw.get().file() + ": " + flaw.get().message());
        }
    }

    private static boolean isSigned(PrunedPrefix prefix, List<SegmentFile> kept, OpenTree tree) throws IOException {
        OwnRecords own = new OwnRecords(prefix);
        RecordScanner scanner = new RecordScanner();
        for (SegmentFile segment : kept) {
            try (InputStream in = Files.newInputStream(segment.path(), LinkOption.NOFOLLOW_LINKS)) {
                LineBlocks lines = new LineBlocks(in, RecordFormat.LONGEST_RECORD);
                while (lines.next()) {
                    boolean about = !lines.isTooLong()
                            && scanner.read(lines.bytes(), lines.from(), lines.to()) == null
                            && scanner.isIntact()
                            && scanner.isMaintenance();
                    byte[] line = about ? Arrays.copyOfRange(lines.bytes(), lines.from(), lines.to()) : new byte[0];
                    if (about && tree.proves(scanner.sequence(), line)) {
                        own.add(scanner.sequence(), new String(line, StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return own.pruning() > 0;
    }

    /** Ends a pruning that was cut off. */
    void remove(LeftOver leftOver) throws IOException {
        remove(leftOver.segments().stream().map(SegmentFile::path).toList());
    }

    private void remove(List<Path> segments) throws IOException {
        for (Path segment : segments) {
            Files.delete(segment);
        }
        if (!segments.isEmpty()) {
            disk.syncDirectory(SegmentFile.directory(log));
        }
    }
}
