package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.EvidenceRefusedException;
import dev.praxis.audit.tlog.Receipt;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.audit.tlog.TileTree;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Makes proofs out of a log that strangers can check without it. Changes nothing. Thread-safe; blocks on I/O; takes no lock. */
public final class AuditProver {

    private final Path log;
    private final NoteVerifierKey key;

    /**
     * Proofs of a log.
     *
     * @param log the directory of the log
     * @param key the key of the log
     */
    public AuditProver(Path log, NoteVerifierKey key) {
        this.log = log;
        this.key = key;
    }

    /**
     * The receipt of a record.
     *
     * @param sequence the sequence of the record
     * @return the receipt, which was verified
     * @throws InvalidArgumentException if there is no such record, no checkpoint covers it yet, or it was pruned
     * @throws AuditUnavailableException if a file cannot be read, or must not be since it is open to others
     * @throws dev.praxis.audit.tlog.TreeDamagedException if the record is not the one that was signed, or tiles are missing
     * @throws EvidenceRefusedException if the checkpoint is none of this log
     */
    public Receipt receipt(long sequence) {
        try {
            SignedCheckpoint signed = checkpoint();
            long size = signed.checkpoint().size();
            if (sequence < 1 || sequence > size) {
                throw new InvalidArgumentException(
                        "there is no proof of record " + sequence + ": the checkpoint covers records 1 to " + size
                                + "; a later one comes when the log is closed, or after some time or some records");
            }
            return Receipt.of(line(sequence), sequence - 1, new TileTree(log, size), signed);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Whether the tree of a newer checkpoint begins with that of an older one, so that nothing was changed or removed between them.
     *
     * @param older the older checkpoint, verified
     * @param newer the newer checkpoint, verified
     * @return false if it does not
     * @throws InvalidArgumentException if the older one is larger
     * @throws AuditUnavailableException if a tile cannot be read
     * @throws dev.praxis.audit.tlog.TreeDamagedException if a tile is missing
     */
    public boolean extendsOlder(Checkpoint older, Checkpoint newer) {
        try {
            return new TileTree(log, newer.size()).consistency(older.size()).proves(older.root(), newer.root());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SignedCheckpoint checkpoint() throws IOException {
        Path file = log.resolve(SignedCheckpoint.FILE);
        LogOwner.of(log).requireFile(file);
        return SignedCheckpoint.read(file, key)
                .orElseThrow(
                        () -> new EvidenceRefusedException("there is no checkpoint in " + log + "; verify the log"));
    }

    /** Finds a record by its place: segments are named after their first one. */
    private byte[] line(long sequence) throws IOException {
        List<SegmentFile> segments = LogFiles.keptIn(log).stream()
                .filter(segment -> segment.first() <= sequence)
                .toList();
        if (!segments.isEmpty()) {
            SegmentFile segment = segments.get(segments.size() - 1);
            try (InputStream in = Files.newInputStream(segment.path(), LinkOption.NOFOLLOW_LINKS)) {
                LineBlocks lines = new LineBlocks(in, RecordFormat.LONGEST_RECORD);
                for (long at = segment.first(); lines.next(); at++) {
                    if (at == sequence) {
                        return Arrays.copyOfRange(lines.bytes(), lines.from(), lines.to());
                    }
                }
            }
        }
        throw new InvalidArgumentException(
                "record " + sequence + " is not in the segments: it was pruned, or the log was cut; verify the log");
    }

    private AuditUnavailableException unreadable(IOException e) {
        return new AuditUnavailableException(
                "the audit log in " + log + " cannot be read (" + e + "); see to its files", e);
    }
}
