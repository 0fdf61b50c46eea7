package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.IdempotencyKeyReusedException;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.store.jdbc.Turn;
import dev.praxis.testkit.store.HeldClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("of puts that share a statement each gets its own answer")
@Timeout(60)
class SharedPutsTest extends InOwnSchema {

    /** Counts from the call that is held up; throws at one of them. */
    private final AtomicInteger asked = new AtomicInteger();

    private final AtomicInteger throwsAt = new AtomicInteger(Integer.MAX_VALUE);
    private final HeldClock clock = new HeldClock(() -> {
        if (asked.incrementAndGet() == throwsAt.get()) {
            throw new IllegalStateException("no time");
        }
        return Instant.now();
    });
    private final List<String> ids = new ArrayList<>();
    private VersionedStore store;

    @BeforeEach
    void open() {
        StoreOptions options = StoreOptions.defaults().withClock(clock);
        store = Samples.open(server.location(schema), options.withIds(this::nextId));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private synchronized String nextId() {
        // The fourth brings an id that was used before.
        ids.add(ids.size() == 3 ? "id-0" : "id-" + ids.size());
        return ids.get(ids.size() - 1);
    }

    @Test
    void allKindsOfAnswers() throws Exception {
        Fact first = store.put(Samples.say(key(0), 1));
        IdempotencyKey used = new IdempotencyKey("used");
        Fact once = store.write(WriteBatch.of(Write.put(Samples.say(key(1), 1))).withIdempotencyKey(used))
                .get(0);

        List<FutureTask<Fact>> line = inLine(List.of(
                () -> store.put(Samples.say(key(2), 1)),
                () -> store.put(Samples.say(key(3), 1)),
                () -> store.putIf(Samples.say(key(0), 2), Expected.absent()),
                () -> store.putIf(Samples.say(key(0), 3), Expected.version(first.version())),
                () -> store.write(
                                WriteBatch.of(Write.put(Samples.say(key(1), 1))).withIdempotencyKey(used))
                        .get(0),
                () -> store.write(
                                WriteBatch.of(Write.put(Samples.say(key(1), 2))).withIdempotencyKey(used))
                        .get(0),
                () -> store.put(Samples.say(key(4), 1))));

        assertEquals(once.sequence() + 1, line.get(0).get().sequence());
        assertInstanceOf(InvalidArgumentException.class, failure(line.get(1)), "an id that is taken");
        VersionConflictException conflict = assertInstanceOf(VersionConflictException.class, failure(line.get(2)));
        assertEquals(first, conflict.current().orElseThrow());
        assertEquals(2, line.get(3).get().revision());
        assertEquals(once, line.get(4).get());
        assertInstanceOf(IdempotencyKeyReusedException.class, failure(line.get(5)));
        assertEquals(1, line.get(6).get().revision());
        assertEquals(5, store.lastSequence());
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L),
                store.changesSince(0, 9).stream()
                        .map(change -> change.sequence())
                        .toList());
    }

    @DisplayName("a fact that cannot be read is the concern of the put that meets it")
    @Test
    void whatCannotBeReadIsNobodyElsesConcern() throws Exception {
        ids.addAll(List.of("", "", "", ""));
        store.put(Samples.say(key(0), 1));
        server.run(
                schema,
                "ALTER TABLE entry DISABLE TRIGGER entry_no_change",
                "UPDATE entry SET value = '{'",
                "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_no_change");
        List<FutureTask<Fact>> line = inLine(List.of(
                () -> store.put(Samples.say(key(1), 1)),
                () -> store.put(Samples.say(key(2), 1)),
                () -> store.putIf(Samples.say(key(0), 2), Expected.absent()),
                () -> store.put(Samples.say(key(3), 1))));
        assertEquals(2, line.get(0).get().sequence());
        assertEquals(3, line.get(1).get().sequence());
        assertInstanceOf(StoreCorruptException.class, failure(line.get(2)));
        assertEquals(4, line.get(3).get().sequence());
    }

    @DisplayName("a clock that throws takes no answer back that was given")
    @Test
    void answersStay() throws Exception {
        store.put(Samples.say(key(0), 1));
        List<FutureTask<Fact>> line = inLine(
                List.of(
                        () -> store.put(Samples.say(key(1), 1)),
                        () -> store.put(Samples.say(key(2), 1)),
                        // Brings the id of the first fact: the group is refused, and each is sent for itself.
                        () -> store.put(Samples.say(key(3), 1)),
                        () -> store.put(Samples.say(key(4), 1))),
                4);
        assertEquals(2, line.get(0).get().sequence());
        assertEquals(3, line.get(1).get().sequence(), "sent for itself before the clock threw");
        assertEquals("no time", failure(line.get(2)).getMessage());
        assertEquals("no time", failure(line.get(3)).getMessage());
        assertEquals(3, store.lastSequence());
    }

    @DisplayName("those who wait share one statement: it asks the clock once")
    @Test
    void oneStatementForAll() throws Exception {
        ids.addAll(List.of("", "", "", ""));
        List<Supplier<Fact>> puts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int number = i;
            puts.add(() -> store.put(Samples.say(key(number), 1)));
        }
        List<FutureTask<Fact>> line = inLine(puts);
        Fact held = line.get(0).get();
        for (int i = 1; i < 12; i++) {
            assertEquals(held.sequence() + i, line.get(i).get().sequence());
            assertEquals(line.get(1).get().recordedAt(), line.get(i).get().recordedAt());
        }
        assertTrue(held.recordedAt().isBefore(line.get(1).get().recordedAt()));
    }

    private List<FutureTask<Fact>> inLine(List<Supplier<Fact>> calls, int throwing) throws InterruptedException {
        asked.set(0);
        throwsAt.set(throwing);
        return inLine(calls);
    }

    /** Calls that come one after another while the first is held up in its statement. */
    private List<FutureTask<Fact>> inLine(List<Supplier<Fact>> calls) throws InterruptedException {
        List<FutureTask<Fact>> line = new ArrayList<>();
        clock.arm();
        try {
            for (Supplier<Fact> call : calls) {
                FutureTask<Fact> task = new FutureTask<>(call::get);
                Thread thread = new Thread(task);
                thread.start();
                if (line.isEmpty()) {
                    clock.awaitHeld();
                } else {
                    while (!waits(thread)) {
                        Thread.onSpinWait();
                    }
                }
                line.add(task);
            }
        } finally {
            clock.release();
        }
        return line;
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                && Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(Turn.class.getName()));
    }

    private static Throwable failure(FutureTask<Fact> call) {
        return assertThrows(ExecutionException.class, call::get).getCause();
    }

    private static FactKey key(int number) {
        return new FactKey("host:" + number, "memory", "observed");
    }
}
