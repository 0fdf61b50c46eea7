package dev.praxis.audit;

import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;

/**
 * A record that waits to be written.
 *
 * @param record what it says
 * @param tier of what it tells
 * @param beginsSomething whether it is written before something happens, and not of what happened or was refused
 * @param appended who waits
 */
record Pending(UnsealedRecord record, Tier tier, boolean beginsSomething, Appended appended) {

    static Pending of(AuditEntry entry, UnsealedRecord record) {
        boolean begins = entry.phase() == Phase.INTENT
                && (entry.decision() == Decision.ALLOWED || entry.decision() == Decision.PREVIEWED);
        return new Pending(record, entry.tier(), begins, new Appended());
    }
}
