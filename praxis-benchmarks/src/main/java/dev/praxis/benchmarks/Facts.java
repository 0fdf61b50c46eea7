package dev.praxis.benchmarks;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.VersionedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the benchmarks write: a reading of a host, about 300 bytes with all columns. */
final class Facts {

    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private static final int FILLING_THREADS = 16;

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
    static void fill(VersionedStore store, int keys, int revisions) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(FILLING_THREADS);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < FILLING_THREADS; i++) {
                int first = i;
                work.add(() -> {
                    for (int revision = 1; revision <= revisions; revision++) {
                        for (int number = first; number < keys; number += FILLING_THREADS) {
                            store.put(reading(key(number), revision));
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}
