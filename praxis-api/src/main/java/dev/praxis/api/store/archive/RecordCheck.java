package dev.praxis.api.store.archive;

import dev.praxis.api.PraxisException;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.KeyEnd;
import dev.praxis.api.store.RecordEnd;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreCorruptException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through the changes of a store once, by the rules that a replica takes them by. Confined to one thread. */
final class RecordCheck {

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Store store;
    private final @Nullable Checkpoint expected;
    private final Findings findings;
    private final Map<Key, KeyEnd> ends = new HashMap<>();
    private final ExportLines lines = new ExportLines();
    private RecordEnd end = RecordEnd.EMPTY;
    private long until = UNKNOWN;
    private boolean readable = true;
    private boolean isBehindGap;
    private boolean hasGaps;

    RecordCheck(Store store, @Nullable Checkpoint expected, Findings findings) {
        this.store = store;
        this.expected = expected;
        this.findings = findings;
    }

    /** Sets the last sequence to be read. Without, all is read, up to what cannot be. */
    void readTo(long sequence) {
        until = sequence;
    }

    /** Reads, until there are findings enough. */
    void run() {
        compareWithExpected();
        while (end.sequence() < until && !findings.isFull()) {
            if (!readPage(ChangeFeed.PAGE) && !readPage(1)) {
                skipUnreadable();
            }
        }
        if (expected != null && expected.sequence() > end.sequence() && !findings.isFull()) {
            findings.add(
                    0,
                    null,
                    "the record ends at sequence " + end.sequence() + " and once reached " + expected.sequence()
                            + "; changes were removed from its end, or this is another store");
        }
    }

    /** The last sequence to be read. */
    long until() {
        return until;
    }

    /** Where the history of each key ends. */
    Map<Key, KeyEnd> ends() {
        return ends;
    }

    /** Whether every change was read, and it is known which is the last. */
    boolean isReadable() {
        return readable && until != UNKNOWN;
    }

    long changes() {
        return lines.changes();
    }

    Checkpoint checkpoint() {
        return lines.checkpoint();
    }

    /** False if it cannot be read; of a single change that is a finding. */
    private boolean readPage(int limit) {
        List<Change> page;
        try {
            page = store.changesSince(end.sequence(), limit);
        } catch (StoreCorruptException e) {
            if (limit == 1) {
                readable = false;
                findings.add(end.sequence() + 1, null, String.valueOf(e.getMessage()));
            }
            return false;
        }
        if (page.isEmpty() || page.get(0).sequence() > until) {
            if (until != UNKNOWN) {
                findings.add(0, null, "the changes end before sequence " + until + ", which is said to be the last");
            }
            end = new RecordEnd(until, null, null);
        }
        for (Change change : page) {
            if (change.sequence() <= until) {
                look(change);
            }
        }
        return true;
    }

    /**
     * Sequences have no gaps, so the one that cannot be read is the next; what is behind it is read again. It may be of any
     * key and any request: what comes next of them is not held against them.
     */
    private void skipUnreadable() {
        isBehindGap = true;
        hasGaps = true;
        ends.clear();
        long next = until == UNKNOWN ? UNKNOWN : end.sequence() + 1;
        end = new RecordEnd(next, end.recordedAt(), null);
    }

    private void look(Change change) {
        end.faultsOf(isBehindGap ? withoutRequest(change) : change)
                .forEach(fault -> findings.add(change.sequence(), change.key(), fault));
        if (!hasGaps || ends.containsKey(change.key())) {
            ends.getOrDefault(change.key(), KeyEnd.NONE)
                    .faultOf(change)
                    .ifPresent(fault -> findings.add(change.sequence(), change.key(), fault));
        }
        ends.put(change.key(), KeyEnd.after(change));
        end = RecordEnd.after(change);
        isBehindGap = false;
        try {
            lines.next(change);
        } catch (PraxisException e) {
            readable = false;
            findings.add(change.sequence(), change.key(), "it cannot be written out: " + e.getMessage());
        }
        compareWithExpected();
    }

    private static Change withoutRequest(Change change) {
        return change instanceof Change.Retired retired
                ? new Change.Retired(retired.key(), retired.version(), retired.retirement(), null)
                : new Change.Asserted(((Change.Asserted) change).fact(), null);
    }

    private void compareWithExpected() {
        if (expected != null
                && readable
                && expected.sequence() == end.sequence()
                && !expected.equals(lines.checkpoint())) {
            findings.add(
                    0,
                    null,
                    "the record up to sequence " + expected.sequence()
                            + " is not the one that was expected: something in it was changed, or this is another store");
        }
    }
}
