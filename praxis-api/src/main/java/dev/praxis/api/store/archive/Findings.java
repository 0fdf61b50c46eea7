package dev.praxis.api.store.archive;

import dev.praxis.api.fact.Key;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreFinding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings up to a number. Confined to one thread. */
final class Findings {

    private final int limit;
    private final List<StoreFinding> all = new ArrayList<>();

    Findings(int limit) {
        this.limit = limit;
    }

    void add(long sequence, @Nullable Key key, String what) {
        add(new StoreFinding(sequence, key, what));
    }

    void add(StoreFinding finding) {
        if (!isFull()) {
            all.add(finding);
        }
    }

    /** Reads something; that it is too damaged to be read is a finding. */
    void reading(String what, Runnable look) {
        try {
            look.run();
        } catch (StoreCorruptException e) {
            add(0, null, what + " cannot be read: " + e.getMessage());
        }
    }

    /** Whether looking further is of no use. */
    boolean isFull() {
        return all.size() >= limit;
    }

    int room() {
        return limit - all.size();
    }

    List<StoreFinding> all() {
        return List.copyOf(all);
    }
}
