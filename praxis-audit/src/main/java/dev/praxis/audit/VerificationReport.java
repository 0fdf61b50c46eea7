package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a verification saw.
 *
 * @param records how many records were read
 * @param lastSequence the sequence of the last of them; 0 when there is none
 * @param lastHash the hash of the last of them; 64 zeros when there is none
 * @param bytes how many bytes of segments were read
 * @param tornBytes how many bytes of a record that was never acknowledged a crash left at the end; harmless, and set aside
 *     by the next write
 * @param pruned how many records were pruned before the first that is there
 * @param signed how many records the checkpoint covers; those behind it are covered by the chain only
 * @param orphanIntents actions that were allowed and have no outcome, in the order of their sequences; an outcome belongs to
 *     the latest open intent of its request, tool and target
 * @param takenIn what was taken in when the log was opened after a crash, in order; of more than {@value #MAX_FINDINGS} the last
 * @param findingCount how much is wrong
 * @param findings what is wrong, in the order in which it was found; of more than
 *     {@value #MAX_FINDINGS} the first
 */
public record VerificationReport(
        long records,
        long lastSequence,
        Sha256 lastHash,
        long bytes,
        long tornBytes,
        long pruned,
        long signed,
        List<OrphanIntent> orphanIntents,
        List<TakenIn> takenIn,
        long findingCount,
        List<Finding> findings) {

    /** How many findings are kept; those that come after them are counted. */
    public static final int MAX_FINDINGS = 1000;

    /** Of a directory in which there is no log. */
    static final VerificationReport OF_NOTHING =
            new VerificationReport(0, 0, new Sha256("0".repeat(64)), 0, 0, 0, 0, List.of(), List.of(), 0, List.of());

    /**
     * Copies the lists.
     *
     * @throws InvalidArgumentException if there are more findings than the count says
     */
    public VerificationReport {
        Objects.requireNonNull(lastHash, "lastHash");
        orphanIntents = List.copyOf(orphanIntents);
        takenIn = List.copyOf(takenIn);
        findings = List.copyOf(findings);
        if (findingCount < findings.size()) {
            throw new InvalidArgumentException("a count of " + findingCount + " is too small for " + findings.size()
                    + " findings; count them all");
        }
    }

    /**
     * What the flaws that were found are in, innermost: that explains the others.
     *
     * @return the layer; empty if nothing was found wrong
     */
    public Optional<Finding.Layer> innermost() {
        return findings.stream().map(finding -> finding.kind().layer()).min(Comparator.naturalOrder());
    }

    /**
     * Whether nothing was found wrong. Orphan intents and torn bytes are what crashes leave and no fault of the log.
     *
     * @return true if there is no finding
     */
    public boolean isIntact() {
        return findingCount == 0;
    }
}
