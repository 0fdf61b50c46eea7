package dev.praxis.benchmarks;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Expected;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Operations on keys at random, in stores of different sizes, in one thread: the cost must hardly depend on the size. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(3)
public class SqlitePointBenchmark {

    private static final Instant MIDDLE = Facts.T0.plusSeconds(FilledStore.REVISIONS / 2);

    /** The active fact. */
    @Benchmark
    public Optional<Fact> active(FilledStore filled) {
        return filled.store.active(filled.anyKey());
    }

    /** What was true in the middle of the history. */
    @Benchmark
    public Optional<Fact> asOf(FilledStore filled) {
        return filled.store.asOf(filled.anyKey(), MIDDLE, new Basis.AtSequence(filled.facts));
    }

    /** The statement of {@link #active} alone. */
    @Benchmark
    public int activeLimit(FilledStore filled, BareReads reads) throws SQLException {
        return reads.active(filled.anyKey());
    }

    /** The statement of {@link #asOf} alone. */
    @Benchmark
    public int asOfLimit(FilledStore filled, BareReads reads) throws SQLException {
        return reads.asOf(filled.anyKey(), UtcMicros.toEpochMicros(MIDDLE), filled.facts);
    }

    /** Reads the active fact and writes the next. */
    @Benchmark
    public Fact activeAndPutIf(FilledStore filled) {
        FactKey key = filled.anyKey();
        Fact last = filled.store.active(key).orElseThrow();
        return filled.store.putIf(Facts.reading(key, last.revision() + 1), Expected.version(last.version()));
    }
}
