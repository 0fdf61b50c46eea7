package dev.praxis.benchmarks;

import dev.praxis.audit.tlog.MerkleLog;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.note.NoteSigner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** One more entry and its checkpoint, in logs of different lengths: the cost must not depend on the length. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AuditCheckpointBenchmark {

    /** How many entries the log has at the start. */
    @Param({"1000", "1000000"})
    public int facts;

    private Path log = Path.of("");

    @SuppressWarnings("NullAway.Init") // JMH calls open first
    private MerkleLog tree;

    private long entries;

    /** Makes the log. */
    @Setup
    public void open() throws IOException {
        log = Files.createTempDirectory(Files.createDirectories(Path.of("target", "benchmarks")), "tree-");
        tree = MerkleLog.open(
                log, NoteSigner.ed25519("example.com/log", Ed25519KeyPair.ofSeed(new byte[Ed25519KeyPair.SEED_BYTES])));
        for (int i = 0; i < facts; i++) {
            append();
        }
        tree.checkpoint();
    }

    private void append() {
        tree.append(ByteBuffer.allocate(Long.BYTES).putLong(entries++).array());
    }

    /** Removes it. */
    @TearDown
    public void remove() throws IOException {
        try (Stream<Path> all = Files.walk(log)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Appends and signs. */
    @Benchmark
    public SignedCheckpoint checkpoint() throws IOException {
        append();
        return tree.checkpoint();
    }
}
