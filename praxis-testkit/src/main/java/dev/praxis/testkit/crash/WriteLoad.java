package dev.praxis.testkit.crash;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Threads that write to a store without a pause, to a few keys that they share, and report each attempt before they make
 * the next one. Thread-safe.
 */
public final class WriteLoad implements AutoCloseable {

    /** Enough to have a writer behind the one that is served, and one that reads. */
    static final int WRITERS = 3;

    static final List<FactKey> KEYS = IntStream.range(0, 5)
            .mapToObj(i -> new FactKey("load:" + i, "memory", "observed"))
            .toList();

    /** In characters: several values in a page of a database, and one value in several pages. */
    private static final int SMALL = 100;

    private static final int LARGE = 10_000;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VersionedStore store;
    private final Consumer<WriteReport> reports;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();

    private WriteLoad(VersionedStore store, Consumer<WriteReport> reports) {
        this.store = store;
        this.reports = reports;
    }

    /**
     * Starts to write.
     *
     * @param store where to
     * @param round which load this is on that store; never the same twice
     * @param seed decides what is written
     * @param reports is told of each attempt, by several threads at a time
     * @return the running load
     */
    public static WriteLoad start(VersionedStore store, int round, long seed, Consumer<WriteReport> reports) {
        WriteLoad load = new WriteLoad(store, reports);
        for (int i = 0; i < WRITERS; i++) {
            String name = writer(round, i);
            Random random = new Random(seed + i);
            load.threads.add(new Thread(() -> load.write(name, random), name));
        }
        load.threads.forEach(Thread::start);
        return load;
    }

    /**
     * Writes, and reports on standard output, until the process is killed.
     *
     * @param store where to
     * @param round which load this is on that store; never the same twice
     * @param seed decides what is written
     * @throws AssertionError if a writer met what no store may throw
     */
    public static void writeUntilKilled(VersionedStore store, int round, long seed) {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        Object turn = new Object();
        start(store, round, seed, report -> {
                    byte[] line = (report + "\n").getBytes(StandardCharsets.UTF_8);
                    synchronized (turn) {
                        try {
                            out.write(line);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                })
                .await();
    }

    static String writer(int round, int index) {
        return "round-" + round + "/writer-" + index;
    }

    /**
     * Ends the load and waits until every attempt was reported.
     *
     * @throws AssertionError if a writer met what no store may throw
     */
    @Override
    public void close() {
        ending.set(true);
        await();
    }

    /** Waits until all writers have ended. One that fails ends the others. */
    private void await() {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the writers end", e);
        }
        Throwable met = failure.get();
        if (met != null) {
            throw new AssertionError("a writer met " + met, met);
        }
    }

    private void write(String writer, Random random) {
        try {
            for (long number = 1; !ending.get(); number++) {
                reports.accept(attempt(new Attempt(writer, number), random));
            }
        } catch (RuntimeException | Error e) {
            failure.set(e);
            ending.set(true);
        }
    }

    private WriteReport attempt(Attempt attempt, Random random) {
        try {
            return new WriteReport(attempt, WriteReport.Outcome.WRITTEN, tryToWrite(attempt, random));
        } catch (VersionConflictException | NoActiveFactException | StoreBusyException | StoreUnavailableException e) {
            return new WriteReport(attempt, WriteReport.Outcome.NOTHING_WRITTEN, null);
        } catch (UnknownOutcomeException e) {
            return new WriteReport(attempt, WriteReport.Outcome.UNKNOWN, null);
        }
    }

    private Entry tryToWrite(Attempt attempt, Random random) {
        FactKey key = KEYS.get(random.nextInt(KEYS.size()));
        String reason = Long.toString(attempt.number());
        Instant when = START.plusSeconds(random.nextInt(1_000_000));
        JsonObject value = JsonObject.builder()
                .put("n", attempt.number())
                .put("text", "x".repeat(random.nextInt(random.nextInt(10) == 0 ? LARGE : SMALL)))
                .build();
        Assertion assertion = new Assertion(key, value, when, attempt.writer(), reason);
        int kind = random.nextInt(10);
        if (kind < 5) {
            return Entry.assertion(store.put(assertion));
        }
        Optional<Fact> active = store.active(key);
        if (kind < 8 || active.isEmpty()) {
            Expected expected =
                    active.map(fact -> Expected.version(fact.version())).orElse(Expected.absent());
            return Entry.assertion(store.putIf(assertion, expected));
        }
        return Entry.retirement(store.retire(new RetirementRequest(key, when, attempt.writer(), reason)));
    }
}
