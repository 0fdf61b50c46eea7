package dev.praxis.api.store.archive;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.SelfCheckingStore;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a store holds what it wrote. Stateless.
 *
 * <p>From the changes: sequences without gaps, recorded times that do not go back, content hashes, revisions 1, 2, 3 … of each
 * key, retirements that end the active version, requests whose places stand together. Then whether what is active, listed and
 * connected agrees with the changes. Then, of a {@link SelfCheckingStore}, what it finds beneath the interface.
 *
 * <p>What no look at the store alone can show is a change that leaves another possible record: changes cut off at the end, or
 * an id, a recorded time, a request, or an assertion together with its hash, rewritten within these rules. A {@link Checkpoint}
 * that was kept elsewhere shows all of them.
 */
public final class StoreVerifier {

    private StoreVerifier() {}

    /**
     * Verifies the record up to the change that is the last when this is called; writers need not wait. Costs time in proportion
     * to the record. Holds one small entry for each key that ever was, and a page of changes. Blocks. What the store throws
     * because it is damaged is a finding, and the rest is looked at as far as it can be.
     *
     * @param store the store itself; around another one, what lies beneath the interface is not seen
     * @param expected a checkpoint of this store from before, or null
     * @param limit how many findings at the most, 1 to {@value FactQuery#MAX_LIMIT}; then it stops
     * @return what was found
     * @throws InvalidArgumentException if the limit is out of range
     * @throws dev.praxis.api.store.StoreUnavailableException if the backend failed
     * @throws dev.praxis.api.store.StoreClosedException if the store is closed
     */
    public static VerificationReport verify(Store store, @Nullable Checkpoint expected, int limit) {
        FactQuery.requireLimit(limit);
        Findings findings = new Findings(limit);
        RecordCheck record = new RecordCheck(store, expected, findings);
        findings.reading("the last sequence", () -> record.readTo(store.lastSequence()));
        record.run();
        if (record.isReadable() && !findings.isFull()) {
            new ViewCheck(store, record.until(), record.ends(), findings).run();
        }
        if (store instanceof SelfCheckingStore checking && !findings.isFull()) {
            int room = findings.room();
            findings.reading("what lies beneath", () -> checking.selfCheck(room).forEach(findings::add));
        }
        List<StoreFinding> found = findings.all();
        return new VerificationReport(
                record.changes(), found.isEmpty() ? record.checkpoint() : null, found, !findings.isFull());
    }
}
