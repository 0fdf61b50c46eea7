package dev.praxis.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    /** What intent and outcome have in common. */
    record Key(String requestId, String tool, String target) {

        static Key of(SealedRecord record) {
            return new Key(record.text("requestId"), record.text("tool"), record.text("target"));
        }
    }

    /** What is open at the end of a log, of the records from one on. */
    static List<OrphanIntent> from(Path log, long sequence) {
        OpenIntents intents = new OpenIntents();
        AuditReader.read(log, sequence, line -> {
            SealedRecord record = Tail.record(line.getBytes(StandardCharsets.UTF_8));
            if (record != null) {
                intents.count(record);
            }
        });
        return intents.orphans();
    }

    void count(SealedRecord record) {
        if (record.isAllowedIntent()) {
            open(record.sequence(), Key.of(record));
        } else if (record.isOutcome()) {
            close(Key.of(record));
        }
    }

    void open(long sequence, Key about) {
        open.computeIfAbsent(about, first -> new ArrayDeque<>())
                .addLast(new OrphanIntent(sequence, about.requestId(), about.tool(), about.target()));
    }

    void close(Key about) {
        open.computeIfPresent(about, (key, intents) -> {
            intents.removeLast();
            return intents.isEmpty() ? null : intents;
        });
    }

    /** What is open, in the order of sequences. */
    List<OrphanIntent> orphans() {
        return open.values().stream()
                .flatMap(Deque::stream)
                .sorted(Comparator.comparingLong(OrphanIntent::sequence))
                .toList();
    }
}
