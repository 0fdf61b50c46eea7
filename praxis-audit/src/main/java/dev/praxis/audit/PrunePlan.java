package dev.praxis.audit;

import dev.praxis.api.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a pruning removes from a log. Immutable.
 *
 * @param sequence the sequence of the last record that goes
 * @param hash its hash, which the first record that stays names
 * @param segments the files that go, as the log names them, oldest first
 * @param bytes how long these are together
 */
public record PrunePlan(long sequence, Sha256 hash, List<String> segments, long bytes) {

    /** Makes the list immutable. */
    public PrunePlan {
        segments = List.copyOf(segments);
    }

    /**
     * What {@link AuditJournal#prune} would remove now. Changes nothing, takes no lock, and checks no record. Blocks on I/O.
     *
     * @param directory where the files of the log are
     * @param rule what may go
     * @return the plan; empty if no segment may go
     * @throws AuditUnavailableException if the log cannot be read, or must not be since it is open to others
     * @throws AuditTamperedException if a segment does not end as the next one says
     */
    public static Optional<PrunePlan> of(Path directory, PruneRule rule) {
        try {
            SegmentFile.ownedIn(directory);
            return new Retention(directory, new Disk()).plan(rule);
        } catch (IOException e) {
            throw AuditReader.unreadable(directory, e);
        }
    }

    /** What the log then says of itself. */
    PrunedPrefix prefix() {
        return new PrunedPrefix(sequence, hash);
    }
}
