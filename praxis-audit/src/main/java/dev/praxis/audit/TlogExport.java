package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.EvidenceRefusedException;
import dev.praxis.audit.tlog.ServedTree;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.audit.tlog.TileTree;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * Copies what a log signed into a directory, in the layout of C2SP tlog-tiles, entry bundles included, for monitors to read over HTTP
 * from any server of files. Stateless and thread-safe.
 */
public final class TlogExport {

    private static final Set<String> OWN = Set.of("tile", SignedCheckpoint.FILE, SignedCheckpoint.FILE + ".new");

    private TlogExport() {}

    /**
     * What a copy has.
     *
     * @param checkpoint what the log signed
     * @param minimumIndex the index of the first entry that is in a bundle; 0 unless the log was pruned
     */
    public record Exported(Checkpoint checkpoint, long minimumIndex) {}

    /**
     * Copies what is new since the last copy; files that are there are never changed, but for the checkpoint, which comes last. Every
     * record is held against the tree that was signed. Takes no lock; blocks on I/O. The files are for their owner only.
     *
     * @param log the directory of the log
     * @param key the key of the log
     * @param target the directory of the copy; made if there is none
     * @return what the copy has
     * @throws InvalidArgumentException if the target is in the log, or has other things than such a copy
     * @throws AuditUnavailableException if a file cannot be read or written, or must not be read since it is open to others
     * @throws EvidenceRefusedException if there is no checkpoint of that log, or it does not continue the one of the copy
     * @throws dev.praxis.audit.tlog.TreeDamagedException if records or tiles are not those that were signed
     */
    public static Exported write(Path log, NoteVerifierKey key, Path target) {
        try {
            LogOwner.of(log).requireDescriptionAndTree();
            LogFiles files = LogFiles.read(log, key);
            SignedCheckpoint signed = files.checkpoint();
            if (signed == null) {
                throw new EvidenceRefusedException("the log in " + log + " has no checkpoint of its key; verify it");
            }
            requireCopy(log, target);
            new WholeFiles(new FileOperations()).makeDirectories(target);
            requireContinued(log, key, signed.checkpoint(), target);
            ServedTree tree = new ServedTree(log, signed, target);
            entries(files, signed.checkpoint().size(), tree);
            tree.finish();
            return new Exported(signed.checkpoint(), tree.minimumIndex());
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "the audit log in " + log + " could not be copied to " + target + " (" + e + "); see to its files",
                    e);
        }
    }

    private static void requireCopy(Path log, Path target) throws IOException {
        if (target.toAbsolutePath().normalize().startsWith(log.toAbsolutePath().normalize())) {
            throw new InvalidArgumentException(target + " is in the log itself; name a directory elsewhere");
        }
        if (Files.exists(target)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(target)) {
                for (Path each : all) {
                    if (!OWN.contains(each.getFileName().toString())) {
                        throw new InvalidArgumentException(target + " has " + each.getFileName()
                                + ", and so is no copy of a log; name a directory that is new, or has one");
                    }
                }
            }
        }
    }

    private static void requireContinued(Path log, NoteVerifierKey key, Checkpoint now, Path target)
            throws IOException {
        Checkpoint before = SignedCheckpoint.read(target.resolve(SignedCheckpoint.FILE), key)
                .map(SignedCheckpoint::checkpoint)
                .orElse(null);
        if (before != null
                && (before.size() > now.size()
                        || !new TileTree(log, now.size())
                                .consistency(before.size())
                                .proves(before.root(), now.root()))) {
            throw new EvidenceRefusedException("the copy in " + target + " is of " + before.size()
                    + " entries that this log does not continue: it was cut, put back or rewritten");
        }
    }

    private static void entries(LogFiles files, long size, ServedTree tree) throws IOException {
        PrunedPrefix prefix = files.prefix();
        while (prefix != null && tree.added() < Math.min(prefix.sequence(), size)) {
            tree.leaveOut();
        }
        for (SegmentFile segment : files.kept()) {
            try (InputStream in = Files.newInputStream(segment.path(), LinkOption.NOFOLLOW_LINKS)) {
                LineBlocks lines = new LineBlocks(in, RecordFormat.LONGEST_RECORD);
                while (tree.added() < size && lines.next()) {
                    tree.add(lines.bytes(), lines.from(), lines.to());
                }
            }
        }
    }
}
