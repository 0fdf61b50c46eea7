package dev.praxis.audit;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Intents that have no outcome yet. A request may have several, even equal ones, and each outcome closes exactly one that
 * is of the same request, tool and target: the latest, since an equal one before it is most likely that of a process that
 * died, after which somebody tried again. Confined to one thread.
 */
final class OpenIntents {

    private final Map<Key, Deque<OrphanIntent>> open = new HashMap<>();

    private record Key(String requestId, String tool, String target) {

        static Key of(SealedRecord record) {
            return new Key(record.text("requestId"), record.text("tool"), record.text("target"));
        }
    }

    void count(SealedRecord record) {
        if (record.isAllowedIntent()) {
            Key key = Key.of(record);
            open.computeIfAbsent(key, first -> new ArrayDeque<>())
                    .addLast(new OrphanIntent(record.sequence(), key.requestId(), key.tool(), key.target()));
        } else if (record.isOutcome()) {
            open.computeIfPresent(Key.of(record), (key, intents) -> {
                intents.removeLast();
                return intents.isEmpty() ? null : intents;
            });
        }
    }

    /** What is open, in the order of sequences. */
    List<OrphanIntent> orphans() {
        return open.values().stream()
                .flatMap(Deque::stream)
                .sorted(Comparator.comparingLong(OrphanIntent::sequence))
                .toList();
    }
}
