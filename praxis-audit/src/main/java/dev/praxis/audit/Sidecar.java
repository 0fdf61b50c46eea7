package dev.praxis.audit;

import dev.praxis.api.json.JsonObject;

/**
 * A file with what a crash in the middle of a write left in the journal.
 *
 * @param name its name
 * @param bytes how long it is
 */
record Sidecar(String name, long bytes) {

    /** What the names of all start with that were set aside where the record of this sequence was to stand. */
    static String prefix(long sequence) {
        return "torn-" + sequence + "-";
    }

    static String name(long sequence, long micros) {
        return prefix(sequence) + micros + ".bin";
    }

    JsonObject toJson() {
        return JsonObject.builder().put("name", name).put("bytes", bytes).build();
    }
}
