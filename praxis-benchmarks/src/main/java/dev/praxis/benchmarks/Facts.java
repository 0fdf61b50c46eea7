package dev.praxis.benchmarks;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the benchmarks write: a reading of a host, about 300 bytes with all columns. */
final class Facts {

    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private Facts() {}

    static FactKey key(int number) {
        return new FactKey(String.format("host:worker-%07d", number), "memory", "observed");
    }

    static Assertion reading(FactKey key, long n) {
        return new Assertion(
                key,
                JsonObject.builder()
                        .put("free", "12 GiB")
                        .put("reading", n)
                        .put("swap", false)
                        .put("total", "64 GiB")
                        .build(),
                T0.plusSeconds(n),
                "observer",
                "read from the host");
    }

    /** Writes this many revisions of each of the keys 0, 1, 2 …, revision by revision. */
    static void fill(VersionedStore store, int keys, int revisions) {
        for (int revision = 1; revision <= revisions; revision++) {
            for (int first = 0; first < keys; first += WriteBatch.MAX_WRITES) {
                List<Write> writes = new ArrayList<>();
                for (int number = first; number < Math.min(keys, first + WriteBatch.MAX_WRITES); number++) {
                    writes.add(Write.put(reading(key(number), revision)));
                }
                store.write(new WriteBatch(writes, null));
            }
        }
    }
}
