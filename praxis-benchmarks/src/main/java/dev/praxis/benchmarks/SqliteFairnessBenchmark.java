package dev.praxis.benchmarks;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a write waits when two processes with eight writers each write to one file without a pause: the longest of the
 * samples (p1.00) against their median (p0.50). Those of the other process are not measured, and are the same.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 5)
@Fork(1)
@Threads(SqliteFairnessBenchmark.WRITERS)
public class SqliteFairnessBenchmark {

    static final int WRITERS = 8;

    /** A store that another process writes to. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class SharedStore {
        final AtomicInteger callers = new AtomicInteger();
        private StoreFile file;
        private OtherProcess other;
        VersionedStore store;

        /** Makes the store and starts the other process. */
        @Setup
        public void open() throws IOException {
            file = StoreFile.fresh();
            store = file.open();
            other = OtherProcess.writingFacts(file, WRITERS);
        }

        /** Ends the process and removes the store. */
        @TearDown
        public void close() throws IOException {
            other.close();
            store.close();
            file.delete();
        }
    }

    /** One caller of the store. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class Caller {
        private CasLoop loop;

        /** Writes the first version. */
        @Setup
        public void start(SharedStore shared) {
            loop = new CasLoop(shared.store, shared.callers.incrementAndGet());
        }
    }

    /** A file that hand-written loops of another process write to. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class SharedFile {
        final AtomicInteger callers = new AtomicInteger();
        StoreFile file;
        private OtherProcess other;

        /** Makes the file and starts the other process. */
        @Setup
        public void open() throws IOException {
            file = StoreFile.fresh();
            file.open().close();
            other = OtherProcess.writingBare(file, WRITERS);
        }

        /** Ends the process and removes the file. */
        @TearDown
        public void close() throws IOException {
            other.close();
            file.delete();
        }
    }

    /** A hand-written loop on a key and a connection of its own. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class Limit {
        private final Supplier<String> ids = StoreOptions.defaults().ids();
        private HandWritten loop;
        private long revision;

        /** Opens a connection. */
        @Setup
        public void start(SharedFile shared) throws SQLException {
            loop = new HandWritten(shared.file, Facts.key(shared.callers.incrementAndGet()));
        }

        /** Closes it. */
        @TearDown
        public void stop() throws SQLException {
            loop.close();
        }

        long next() throws SQLException {
            revision = loop.compareAndSet(ids.get(), revision, System.currentTimeMillis() * 1000);
            return revision;
        }
    }

    /** Callers of the store. */
    @Benchmark
    public Fact twoProcesses(Caller caller) {
        return caller.loop.next();
    }

    /** Hand-written loops, which wait for each other as SQLite does by itself. */
    @Benchmark
    public long twoProcessesLimit(Limit limit) throws SQLException {
        return limit.next();
    }
}
