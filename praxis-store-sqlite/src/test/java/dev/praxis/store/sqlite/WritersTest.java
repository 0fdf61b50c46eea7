package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreClosedException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.store.CounterRace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WritersTest {

    @TempDir
    Path directory;

    private Path file;
    private ExecutorService threads;

    @BeforeEach
    void start() {
        file = directory.resolve("facts.db");
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
    }

    @Test
    void aLockThatIsHeldTooLongIsBusyAndNothingIsWritten() throws SQLException {
        try (VersionedStore store = Samples.open(file, StoreOptions.defaults().withBusyWait(Duration.ofMillis(50)))) {
            Fact first = store.put(Samples.say(1));
            try (Connection other = Samples.raw(file);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                StoreBusyException busy = assertThrows(StoreBusyException.class, () -> store.put(Samples.say(2)));
                assertTrue(busy.retryable());
                assertThrows(StoreBusyException.class, () -> store.retire(Samples.end(Samples.KEY, 2)));
                assertEquals(first, store.active(Samples.KEY).orElseThrow(), "readers do not wait for writers");
                statement.execute("ROLLBACK");
            }
            assertEquals(2, store.put(Samples.say(2)).sequence());
        }
    }

    /** A transaction that began as a reader would fail here at once, whatever the wait (SQLITE_BUSY_SNAPSHOT). */
    @Test
    void aWriterWaitsForAnotherThatCommits() throws Exception {
        try (VersionedStore store = Samples.open(file);
                Connection other = Samples.raw(file);
                Statement statement = other.createStatement()) {
            store.put(Samples.say(1));
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("CREATE TABLE other (x INTEGER)");
            Future<Fact> put = threads.submit(() -> store.put(Samples.say(2)));
            assertThrows(TimeoutException.class, () -> put.get(200, TimeUnit.MILLISECONDS));
            statement.execute("COMMIT");
            assertEquals(2, put.get().sequence());
        }
    }

    @Test
    void ofRacingThreadsNoneIsLostOnTwoStoresOverOneFile() throws Exception {
        int writers = 3;
        int each = 40;
        try (VersionedStore one = Samples.open(file);
                VersionedStore two = Samples.open(file)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (VersionedStore store : List.of(one, two)) {
                work.add(() -> {
                    new CounterRace(writers, each).run(store, Samples.KEY);
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertTrue(done.get());
            }
            Fact last = one.active(Samples.KEY).orElseThrow();
            assertEquals(2L * writers * each, CounterRace.count(last));
            assertEquals(2L * writers * each, last.revision());
        }
    }

    /** Several threads that do not rest, so that a transaction follows upon another; returns how many writes were done. */
    static int writeInThreads(VersionedStore store, int each) {
        AtomicInteger done = new AtomicInteger();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FactKey key = new FactKey("thread:" + i, "memory", "observed");
            Thread writer = new Thread(() -> {
                for (int n = 0; n < each; n++) {
                    store.put(Samples.say(key, n));
                    done.incrementAndGet();
                }
            });
            writer.start();
            writers.add(writer);
        }
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return done.get();
    }

    @Test
    void aWriterIsSeenByReadersAsSoonAsItReturns() throws Exception {
        try (VersionedStore store = Samples.open(file)) {
            AtomicBoolean stop = new AtomicBoolean();
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                readers.add(threads.submit(() -> {
                    long seen = 0;
                    while (!stop.get()) {
                        long now = store.active(Samples.KEY).map(Fact::revision).orElse(0L);
                        assertTrue(now >= seen, "went back");
                        seen = now;
                    }
                    return seen;
                }));
            }
            for (int i = 1; i <= 100; i++) {
                store.put(Samples.say(i));
                assertEquals(i, store.active(Samples.KEY).orElseThrow().revision());
            }
            stop.set(true);
            for (Future<Long> reader : readers) {
                reader.get();
            }
        }
    }

    /** Stops the writer inside its transaction, at the clock. */
    private static final class Barrier implements InstantSource {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean armed;

        @Override
        public Instant instant() {
            if (armed) {
                reached.countDown();
                awaitUninterruptibly(goOn);
            }
            return Clock.systemUTC().instant();
        }
    }

    /** A caller's work runs on its own thread or another's: whoever is interrupted, the clock must not notice. */
    static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aTurnThatComesTooLateIsBusyAndNothingIsWritten() throws Exception {
        Barrier clock = new Barrier();
        StoreOptions impatient = StoreOptions.defaults().withClock(clock).withBusyWait(Duration.ofMillis(20));
        try (VersionedStore store = Samples.open(file, impatient)) {
            clock.armed = true;
            Future<Fact> first = threads.submit(() -> store.put(Samples.say(1)));
            clock.reached.await();
            CountDownLatch asking = new CountDownLatch(1);
            Future<Fact> second = threads.submit(() -> {
                asking.countDown();
                return store.put(Samples.say(2));
            });
            asking.await();
            assertThrows(TimeoutException.class, () -> second.get(1, TimeUnit.SECONDS));
            clock.goOn.countDown();
            Throwable late = assertThrows(ExecutionException.class, second::get).getCause();
            assertTrue(late instanceof StoreBusyException, String.valueOf(late));
            assertEquals(List.of(first.get()), store.history(Samples.KEY, 0, 10));
        }
    }

    @Test
    void anInterruptNeitherLosesNorDoublesAWrite() throws Exception {
        Barrier clock = new Barrier();
        try (VersionedStore store = Samples.open(file, StoreOptions.defaults().withClock(clock))) {
            clock.armed = true;
            CountDownLatch done = new CountDownLatch(1);
            boolean[] flag = new boolean[1];
            Fact[] put = new Fact[1];
            Thread caller = new Thread(() -> {
                put[0] = store.put(Samples.say(1));
                flag[0] = Thread.currentThread().isInterrupted();
                done.countDown();
            });
            caller.start();
            clock.reached.await();
            caller.interrupt();
            clock.goOn.countDown();
            done.await();
            assertTrue(flag[0], "the interrupt is not lost");
            assertEquals(List.of(put[0]), store.history(Samples.KEY, 0, 10));
        }
    }

    @Test
    void closeWaitsForTheWriteUnderWay() throws Exception {
        Barrier clock = new Barrier();
        Store store = Samples.open(file, StoreOptions.defaults().withClock(clock));
        clock.armed = true;
        Future<Fact> put = threads.submit(() -> store.put(Samples.say(1)));
        clock.reached.await();
        Future<?> closing = threads.submit(store::close);
        awaitClosed(store);
        assertTrue(!closing.isDone(), "a write is still under way");
        clock.goOn.countDown();
        closing.get();
        assertEquals(1, put.get().sequence());
        try (VersionedStore again = Samples.open(file)) {
            assertEquals(put.get(), again.active(Samples.KEY).orElseThrow());
        }
    }

    private static void awaitClosed(Store store) {
        while (true) {
            try {
                assertTrue(store.active(new FactKey("a", "b", "c")).isEmpty());
            } catch (StoreClosedException closed) {
                return;
            }
        }
    }

    @Test
    void afterAFailureInsideAWriteTheStoreGoesOn() {
        boolean[] fail = {false};
        InstantSource clock = () -> {
            if (fail[0]) {
                throw new IllegalStateException("no time");
            }
            return Samples.T0;
        };
        try (VersionedStore store = Samples.open(file, StoreOptions.defaults().withClock(clock))) {
            store.put(Samples.say(1));
            fail[0] = true;
            assertThrows(IllegalStateException.class, () -> store.put(Samples.say(2)));
            fail[0] = false;
            assertEquals(2, store.put(Samples.say(2)).sequence());
        }
    }
}
