package dev.praxis.audit;

import dev.praxis.api.Sha256;
import java.util.List;
import java.util.Objects;

/**
 * What a verification saw.
 *
 * @param records how many records were read
 * @param lastSequence the sequence of the last of them; 0 when there is none
 * @param lastHash the hash of the last of them; 64 zeros when there is none
 * @param bytes how many bytes of the journal were read
 * @param tornBytes how many bytes of a record that was never acknowledged a crash left at the end; harmless, and set aside
 *     by the next write
 * @param orphanIntents actions that were allowed and have no outcome, in the order of their sequences
 * @param findings what is wrong, in the order in which it stands in the journal, what concerns the head last
 */
public record VerificationReport(
        long records,
        long lastSequence,
        Sha256 lastHash,
        long bytes,
        long tornBytes,
        List<OrphanIntent> orphanIntents,
        List<Finding> findings) {

    /** Copies the lists. */
    public VerificationReport {
        Objects.requireNonNull(lastHash, "lastHash");
        orphanIntents = List.copyOf(orphanIntents);
        findings = List.copyOf(findings);
    }

    /**
     * Whether nothing was found wrong. Orphan intents and torn bytes are what crashes leave and no fault of the log.
     *
     * @return true if there is no finding
     */
    public boolean isIntact() {
        return findings.isEmpty();
    }
}
