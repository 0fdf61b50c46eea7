package dev.praxis.api.store.archive;

import dev.praxis.api.store.Change;
import dev.praxis.api.store.Store;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The changes of a store up to a sequence, read a page at a time. Confined to one thread. */
final class ChangeFeed {

    /** Few, since each may hold a value of a megabyte. */
    static final int PAGE = 50;

    private final Store store;
    private final long until;
    private long sequence;
    private Iterator<Change> page = List.<Change>of().iterator();

    ChangeFeed(Store store, long until) {
        this.store = store;
        this.until = until;
    }

    Optional<Change> next() {
        if (!page.hasNext() && sequence < until) {
            page = store.changesSince(sequence, PAGE).iterator();
        }
        if (!page.hasNext()) {
            return Optional.empty();
        }
        Change change = page.next();
        sequence = change.sequence();
        return sequence > until ? Optional.empty() : Optional.of(change);
    }
}
