package dev.praxis.api.store.archive;

import dev.praxis.api.store.StoreFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of a store found.
 *
 * @param changes how many changes were read
 * @param checkpoint the record that was read, to be kept elsewhere and compared later; null when something was found: that of a
 *     part of the record, or of a faulty one, would vouch for it
 * @param findings what was found, at most as much as was asked for
 * @param complete whether all was looked at; false when it stopped because there were as many findings as asked for
 */
public record VerificationReport(
        long changes, @Nullable Checkpoint checkpoint, List<StoreFinding> findings, boolean complete) {

    /** Copies the list. */
    public VerificationReport {
        findings = List.copyOf(findings);
    }

    /**
     * Whether nothing was found.
     *
     * @return true if the store holds what it wrote, as far as can be seen
     */
    public boolean isIntact() {
        return findings.isEmpty();
    }
}
