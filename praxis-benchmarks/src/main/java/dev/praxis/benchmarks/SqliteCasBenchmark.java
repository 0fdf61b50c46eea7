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
 * Compare-and-set, each caller on a key of its own with the version that it got last. What the callers do together is
 * throughput; what one pays is the median of the samples, which a busy disk moves less.
 */
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(3)
public class SqliteCasBenchmark {

    /** The store of all callers. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class Shared {
        final AtomicInteger callers = new AtomicInteger();
        StoreFile file;
        VersionedStore store;

        /** Makes an empty store. */
        @Setup
        public void open() throws IOException {
            file = StoreFile.fresh();
            store = file.open();
        }

        /** Removes it. */
        @TearDown
        public void close() throws IOException {
            store.close();
            file.delete();
        }
    }

    /** One caller. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class Caller {
        private CasLoop loop;

        /** Writes the first version. */
        @Setup
        public void start(Shared shared) {
            loop = new CasLoop(shared.store, shared.callers.incrementAndGet());
        }
    }

    /** A hand-written loop on a key and a connection of its own, with the same ids. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class Limit {
        private final Supplier<String> ids = StoreOptions.defaults().ids();
        private HandWritten loop;
        private long revision;

        /** Opens a connection beside the store, which is idle. */
        @Setup
        public void start(Shared shared) throws SQLException {
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

    /** One caller of the store. */
    @Benchmark
    @Threads(1)
    public Fact oneCaller(Caller caller) {
        return caller.loop.next();
    }

    /** Sixteen callers of the store. */
    @Benchmark
    @Threads(16)
    public Fact sixteenCallers(Caller caller) {
        return caller.loop.next();
    }

    /** Sixteen hand-written loops, which wait for each other as SQLite does by itself. */
    @Benchmark
    @Threads(16)
    public long sixteenCallersLimit(Limit limit) throws SQLException {
        return limit.next();
    }

    /** One hand-written loop. */
    @Benchmark
    @Threads(1)
    public long oneCallerLimit(Limit limit) throws SQLException {
        return limit.next();
    }
}
