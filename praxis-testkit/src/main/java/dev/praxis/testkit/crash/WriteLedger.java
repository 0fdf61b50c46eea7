package dev.praxis.testkit.crash;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Store;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the writers of a {@link WriteLoad} were told, against what a store holds. Every write that was acknowledged must be
 * there as it was acknowledged; besides, only what the store said it does not know, and the one attempt of each writer that
 * was under way when it died. What was found once must be there for ever. Confined to one thread.
 */
public final class WriteLedger {

    /** What may be there though no store acknowledged it, of one writer. */
    private static final class Doubt {
        private final Set<Long> unknown = new HashSet<>();
        private long underWay = 1;

        boolean covers(long number) {
            return number == underWay || unknown.contains(number);
        }
    }

    private final Map<Attempt, Entry> written = new HashMap<>();
    private final Map<String, Doubt> doubts = new HashMap<>();
    private long unacknowledged;

    /** Creates a ledger for a store that has nothing in it. */
    public WriteLedger() {}

    /**
     * A load begins; another one is over.
     *
     * @param round the load
     */
    public void begin(int round) {
        doubts.clear();
        for (int i = 0; i < WriteLoad.WRITERS; i++) {
            doubts.put(WriteLoad.writer(round, i), new Doubt());
        }
    }

    /**
     * Takes down what a writer said.
     *
     * @param report of the load that is under way
     */
    public void note(WriteReport report) {
        Attempt attempt = report.attempt();
        Doubt doubt = doubts.get(attempt.writer());
        if (doubt == null || doubt.underWay != attempt.number()) {
            throw new AssertionError("a report out of turn: " + report);
        }
        doubt.underWay++;
        switch (report.outcome()) {
            case WRITTEN -> written.put(attempt, report.entry());
            case UNKNOWN -> doubt.unknown.add(attempt.number());
            case NOTHING_WRITTEN -> {}
        }
    }

    /**
     * Compares. The writers have ended or are dead.
     *
     * @param store the store, opened anew
     * @throws AssertionError if something is missing, changed, half there, or there though it must not be
     */
    public void compare(Store store) {
        List<KeyHistory> histories =
                WriteLoad.KEYS.stream().map(key -> KeyHistory.read(store, key)).toList();
        requireOneOrder(histories.stream()
                .flatMap(history -> history.entries().stream())
                .sorted(Comparator.comparingLong(Entry::sequence))
                .toList());
        requireSame(
                histories.stream()
                        .flatMap(history -> history.facts().stream())
                        .filter(Fact::isActive)
                        .toList(),
                store.list(FactQuery.all()).facts());
        Map<Attempt, Entry> found = new HashMap<>();
        for (KeyHistory history : histories) {
            List<Attempt> attempts = history.attempts();
            List<Entry> entries = history.entries();
            for (int i = 0; i < attempts.size(); i++) {
                if (found.put(attempts.get(i), entries.get(i)) != null) {
                    throw new AssertionError("written twice: " + attempts.get(i));
                }
            }
        }
        requireAcknowledged(found);
        adopt(found);
    }

    /**
     * How many writes the store must hold.
     *
     * @return the number of those that were acknowledged, or found without
     */
    public int size() {
        return written.size();
    }

    /** How many writes were found that nobody had acknowledged. */
    long unacknowledged() {
        return unacknowledged;
    }

    /** How much was written, for a report. */
    @Override
    public String toString() {
        return size() + " writes, of them " + unacknowledged + " that a crash overtook on their way back";
    }

    private void requireAcknowledged(Map<Attempt, Entry> found) {
        written.forEach((attempt, entry) -> {
            if (!entry.equals(found.get(attempt))) {
                throw new AssertionError(
                        attempt + " was acknowledged as " + entry + ", and there is " + found.get(attempt));
            }
        });
    }

    /** What is there now stays; what is not there now must never come. */
    private void adopt(Map<Attempt, Entry> found) {
        found.forEach((attempt, entry) -> {
            if (written.putIfAbsent(attempt, entry) == null) {
                Doubt doubt = doubts.get(attempt.writer());
                if (doubt == null || !doubt.covers(attempt.number())) {
                    throw new AssertionError(attempt + " is there, and must not be: " + entry);
                }
                unacknowledged++;
            }
        });
        doubts.clear();
    }

    private static void requireOneOrder(List<Entry> entries) {
        long sequence = 0;
        Instant recordedAt = Instant.MIN;
        for (Entry entry : entries) {
            if (entry.sequence() <= sequence || entry.recordedAt().isBefore(recordedAt)) {
                throw new AssertionError("out of order after " + sequence + ", " + recordedAt + ": " + entry);
            }
            sequence = entry.sequence();
            recordedAt = entry.recordedAt();
        }
    }

    private static void requireSame(List<Fact> active, List<Fact> listed) {
        if (!active.equals(listed)) {
            throw new AssertionError("active are " + active + ", and the listing has " + listed);
        }
    }
}
