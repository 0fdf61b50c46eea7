package dev.praxis.audit;

import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * A record as it stands in the journal.
 *
 * @param json the record, in canonical JSON
 * @param sequence what it says of its place
 * @param previousHash what it says of the record before it
 * @param hash what it says of itself
 * @param computedHash the hash that it should have
 * @param members its members
 */
record SealedRecord(
        String json, long sequence, Sha256 previousHash, Sha256 hash, Sha256 computedHash, JsonObject members) {

    boolean isIntact() {
        return hash.equals(computedHash);
    }

    boolean follows(Head head) {
        return sequence == head.sequence() + 1 && previousHash.equals(head.hash());
    }

    /** Whether it says that something may run, so that an outcome is to follow. */
    boolean isAllowedIntent() {
        return text("phase").equals(Phase.INTENT.name()) && text("decision").equals(Decision.ALLOWED.name());
    }

    boolean isOutcome() {
        return text("phase").equals(Phase.OUTCOME.name());
    }

    /** The bytes of its line, line feed included. */
    byte[] lineBytes() {
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    AuditLine toLine() {
        return new AuditLine(sequence, hash, json);
    }

    String text(String member) {
        return members.string(member).orElse("");
    }
}
