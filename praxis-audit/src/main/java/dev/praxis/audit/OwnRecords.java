package dev.praxis.audit;

import dev.praxis.api.audit.Decision;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a log about itself say, as they are read: whether a pruning is on the record, what was taken in when the
 * log was opened after a crash, and which key makes its fingerprints. Confined to one thread.
 */
final class OwnRecords {

    private final @Nullable PrunedPrefix prefix;

    /** The first record that says that this prefix was pruned; 0 as long as there is none. */
    private long pruning;

    /** The last record about the terms of the log; 0 as long as there is none. */
    private long terms;

    private @Nullable String salt;

    private final Deque<TakenIn> takenIn = new ArrayDeque<>();

    OwnRecords(@Nullable PrunedPrefix prefix) {
        this.prefix = prefix;
    }

    /** Takes a record whose hash is right. */
    void add(long sequence, String json) {
        JsonObject record = CanonicalJson.parseObject(json);
        if (record.string("decision").orElse("").equals(Decision.MAINTENANCE.name())
                && record.string("tool").orElse("").equals(Maintenance.TOOL)
                && record.get("args").orElse(null) instanceof JsonObject args) {
            switch (args.string("event").orElse("")) {
                case Maintenance.PRUNED -> pruned(sequence, args);
                case Maintenance.RECOVERED -> recovered(sequence, whole(args, "takenIn"));
                case Maintenance.POLICY -> {
                    terms = sequence;
                    salt = Terms.saltIn(args).orElse(null);
                }
                default -> {
                    // says nothing that matters here
                }
            }
        }
    }

    private void pruned(long sequence, JsonObject args) {
        if (prefix != null
                && pruning == 0
                && whole(args, "sequence") == prefix.sequence()
                && args.string("hash").orElse("").equals(prefix.hash().hex())) {
            pruning = sequence;
        }
    }

    private void recovered(long sequence, long count) {
        if (count < 1 || count >= sequence) {
            return;
        }
        if (takenIn.size() == VerificationReport.MAX_FINDINGS) {
            takenIn.removeFirst();
        }
        takenIn.add(new TakenIn(sequence - count, sequence - 1, sequence));
        if (pruning >= sequence - count) {
            pruning =
                    0; // praxis signs such a record before it removes anything: one that was not signed removed nothing
        }
    }

    private static long whole(JsonObject args, String name) {
        return args.get(name).orElse(null) instanceof JsonNumber number && number.value() == Math.rint(number.value())
                ? (long) number.value()
                : 0;
    }

    /** The record that says that the prefix was pruned, and that was signed when it was; 0 if there is none. */
    long pruning() {
        return pruning;
    }

    /** The last record about the terms of the log; 0 if there is none. */
    long terms() {
        return terms;
    }

    /** The SHA-256 of the file {@code salt} that this record names; null if it names none. */
    @Nullable
    String salt() {
        return salt;
    }

    /** What was taken in, in order; of many the last. */
    List<TakenIn> takenIn() {
        return List.copyOf(takenIn);
    }
}
