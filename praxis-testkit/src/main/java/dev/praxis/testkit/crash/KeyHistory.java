package dev.praxis.testkit.crash;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a store holds of a key, of which nothing is missing or half there.
 *
 * @param key the key
 * @param facts its facts, the first one first
 */
record KeyHistory(FactKey key, List<Fact> facts) {

    /** Reads and checks. */
    static KeyHistory read(Store store, FactKey key) {
        List<Fact> facts = new ArrayList<>();
        List<Fact> page;
        do {
            page = store.history(key, facts.size(), FactQuery.MAX_LIMIT);
            facts.addAll(page);
        } while (page.size() == FactQuery.MAX_LIMIT);
        KeyHistory history = new KeyHistory(key, facts);
        for (int i = 0; i < facts.size(); i++) {
            history.requireWhole(i);
        }
        Optional<Fact> last = facts.isEmpty() ? Optional.empty() : Optional.of(facts.get(facts.size() - 1));
        requireEqual(last.filter(Fact::isActive), store.active(key), "the active fact of " + key);
        return history;
    }

    /** Each fact, and each end that is an entry of its own. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            entries.add(Entry.assertion(fact));
            if (!fact.isActive() && !isSuperseded(i)) {
                entries.add(Entry.retirement(fact));
            }
        }
        return entries;
    }

    /** Who tried to write what {@link #entries} has at the same place. */
    List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            attempts.add(Attempt.of(fact.assertion().actor(), fact.assertion().reason()));
            if (!fact.isActive() && !isSuperseded(i)) {
                Retirement end = fact.ended().orElseThrow();
                attempts.add(Attempt.of(end.actor(), end.reason()));
            }
        }
        return attempts;
    }

    private void requireWhole(int i) {
        Fact fact = facts.get(i);
        requireEqual(i + 1L, fact.revision(), "the revision of " + fact);
        requireEqual(key, fact.assertion().key(), "the key of " + fact);
        requireEqual(fact.assertion().contentHash(), fact.contentHash(), "the content hash of " + fact);
        if (i + 1 == facts.size()) {
            return;
        }
        Fact next = facts.get(i + 1);
        Retirement end = fact.ended().orElseThrow(() -> new AssertionError("superseded and not ended: " + fact));
        if (isSuperseded(i)) {
            Retirement expected = new Retirement(
                    next.assertion().validFrom(),
                    next.recordedAt(),
                    next.sequence(),
                    next.assertion().actor(),
                    next.assertion().reason());
            requireEqual(expected, end, "the end of " + fact);
        }
    }

    private boolean isSuperseded(int i) {
        return i + 1 < facts.size()
                && facts.get(i).ended().orElseThrow().sequence()
                        == facts.get(i + 1).sequence();
    }

    private static void requireEqual(Object expected, Object actual, String what) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(what + " is " + actual + " instead of " + expected);
        }
    }
}
