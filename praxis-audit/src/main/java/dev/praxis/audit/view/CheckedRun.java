package dev.praxis.audit.view;

import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of the lines that a page shows are those that a verification checked: the run that leads, hash by hash, to the last record that it
 * saw. A page is made after the verification, so what a line says of its own place proves nothing. Confined to one thread.
 */
final class CheckedRun {

    /** Two hashes of a record; null of a line that is none, or whose hash is not that of what it says. */
    private final List<@Nullable Link> links = new ArrayList<>();

    private record Link(String previous, String hash) {}

    /** Takes the next line; null if it is no record. */
    void add(@Nullable RecordText record) {
        links.add(
                record != null && isIntact(record) ? new Link(record.text("previousHash"), record.text("hash")) : null);
    }

    private static boolean isIntact(RecordText record) {
        Map<String, JsonValue> unsealed = new TreeMap<>(record.json().members());
        unsealed.remove("hash");
        return Sha256.of(CanonicalJson.bytes(JsonObject.of(unsealed))).hex().equals(record.text("hash"));
    }

    /** The first and the last of the lines, from 0, that lead to a record; of none {@code [0,-1]}. */
    List<Integer> to(Sha256 last) {
        String wanted = last.hex();
        int end = -1;
        int start = 0;
        for (int i = links.size() - 1; i >= 0; i--) {
            @Nullable Link link = links.get(i);
            if (link != null && link.hash().equals(wanted)) {
                end = Math.max(end, i);
                start = i;
                wanted = link.previous();
            } else if (end >= 0) {
                break;
            }
        }
        return List.of(start, end);
    }
}
