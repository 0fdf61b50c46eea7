package dev.praxis.api.audit;

import dev.praxis.api.Sha256;
import java.util.Objects;

/**
 * A finished record: redacted, chained, canonical.
 *
 * @param sequence its place in the log: 1, 2, 3 …
 * @param hash its hash, which the next record repeats
 * @param json the canonical JSON of the record (RFC 8785), one line without the line feed
 */
public record AuditLine(long sequence, Sha256 hash, String json) {

    /** Checks for null. */
    public AuditLine {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(json, "json");
    }
}
