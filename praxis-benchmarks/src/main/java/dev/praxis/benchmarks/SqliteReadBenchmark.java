package dev.praxis.benchmarks;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The active fact of one key, and all active facts page by page, in one thread. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class SqliteReadBenchmark {

    private static final int PAGE = 100;
    private static final FactKey KEY = Facts.key(7);

    /** Where the listing is. */
    @State(Scope.Thread)
    public static class Position {
        private @Nullable FactKey after;
    }

    /** The store. */
    @Benchmark
    public Optional<Fact> active(FilledStore filled) {
        return filled.store.active(KEY);
    }

    /** The statement alone, prepared once, with every column fetched. */
    @Benchmark
    public int activeLimit(BareReads reads) throws SQLException {
        return reads.active(KEY);
    }

    /** The next page; what is counted is facts. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(PAGE)
    public Page<FactKey> list(FilledStore filled, Position position) {
        FactQuery query = FactQuery.all().withLimit(PAGE);
        FactKey after = position.after;
        Page<FactKey> page = filled.store.list(after == null ? query : query.after(after));
        position.after = page.next();
        return page;
    }
}
