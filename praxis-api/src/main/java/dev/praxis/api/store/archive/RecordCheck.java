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

    private final Store store;
    private final @Nullable Checkpoint expected;
    private final Findings findings;
    private final Map<Key, KeyEnd> ends = new HashMap<>();
    private final ExportLines lines = new ExportLines();
    private RecordEnd end = RecordEnd.EMPTY;
    private boolean readable = true;

    RecordCheck(Store store, @Nullable Checkpoint expected, Findings findings) {
        this.store = store;
        this.expected = expected;
        this.findings = findings;
    }

    /** Reads up to a sequence, or until there are findings enough. */
    void run(long until) {
        compareWithExpected();
        while (end.sequence() < until && !findings.isFull()) {
            if (!readPage(ChangeFeed.PAGE, until) && !readPage(1, until)) {
                // Sequences have no gaps, so the one that cannot be read is the next; what is behind it is read again.
                end = new RecordEnd(end.sequence() + 1, end.recordedAt(), null);
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

    /** Where the history of each key ends. */
    Map<Key, KeyEnd> ends() {
        return ends;
    }

    /** Whether every change was read. */
    boolean isReadable() {
        return readable;
    }

    long changes() {
        return lines.changes();
    }

    Checkpoint checkpoint() {
        return lines.checkpoint();
    }

    /** False if it cannot be read; of a single change that is a finding. */
    private boolean readPage(int limit, long until) {
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
            findings.add(0, null, "the changes end before sequence " + until + ", which is said to be the last");
            end = new RecordEnd(until, null, null);
        }
        for (Change change : page) {
            if (change.sequence() <= until) {
                look(change);
            }
        }
        return true;
    }

    private void look(Change change) {
        end.faultsOf(change).forEach(fault -> findings.add(change.sequence(), change.key(), fault));
        KeyEnd keyEnd = ends.getOrDefault(change.key(), KeyEnd.NONE);
        keyEnd.faultOf(change).ifPresent(fault -> findings.add(change.sequence(), change.key(), fault));
        ends.put(change.key(), KeyEnd.after(change));
        end = RecordEnd.after(change);
        try {
            lines.next(change);
        } catch (PraxisException e) {
            readable = false;
            findings.add(change.sequence(), change.key(), "it cannot be written out: " + e.getMessage());
        }
        compareWithExpected();
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
