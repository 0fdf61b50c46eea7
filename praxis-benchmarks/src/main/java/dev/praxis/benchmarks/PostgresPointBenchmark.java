package dev.praxis.benchmarks;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.VersionedStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Operations on keys at random, in servers with records of different sizes, in one thread. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class PostgresPointBenchmark {

    /** A server whose store was filled just now. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class Filled {

        /** How many facts. */
        @Param({"10000", "1000000"})
        int facts;

        private PostgresServer server;
        private VersionedStore store;
        private final SplittableRandom random = new SplittableRandom(1);

        /** Starts and fills it. */
        @Setup
        public void open() throws IOException, SQLException {
            server = new PostgresServer();
            store = server.open();
            try (Connection connection = server.connect()) {
                PostgresFill.fill(connection, facts / FilledStore.REVISIONS, FilledStore.REVISIONS);
            }
        }

        /** Removes it. */
        @TearDown
        public void close() throws IOException {
            store.close();
            server.close();
        }

        private FactKey anyKey() {
            return Facts.key(random.nextInt(facts / FilledStore.REVISIONS));
        }
    }

    /** The active fact. */
    @Benchmark
    public Optional<Fact> active(Filled filled) {
        return filled.store.active(filled.anyKey());
    }

    /** What was true in the middle of the history. */
    @Benchmark
    public Optional<Fact> asOf(Filled filled) {
        return filled.store.asOf(
                filled.anyKey(), Facts.T0.plusSeconds(FilledStore.REVISIONS / 2), new Basis.AtSequence(filled.facts));
    }

    /** Reads the active fact and writes the next. */
    @Benchmark
    public Fact activeAndPutIf(Filled filled) {
        FactKey key = filled.anyKey();
        Fact last = filled.store.active(key).orElseThrow();
        return filled.store.putIf(Facts.reading(key, last.revision() + 1), Expected.version(last.version()));
    }
}
