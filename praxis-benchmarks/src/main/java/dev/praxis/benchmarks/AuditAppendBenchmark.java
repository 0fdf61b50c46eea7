package dev.praxis.benchmarks;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.AuditJournal;
import dev.praxis.audit.JournalOptions;
import dev.praxis.redaction.Redactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 * Durable records of an audit log, of one caller and of several, beside the least that one can cost: the bytes of the same line
 * put at the end of a file by one write, and {@code fdatasync}.
 */
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(3)
public class AuditAppendBenchmark {

    /** The log of all callers. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class Log {
        private Path directory;
        private AuditJournal journal;

        /** Makes an empty log on a disk: a temporary directory may be in memory, where durability costs nothing. */
        @Setup
        public void open() throws IOException {
            Path root = Files.createDirectories(Path.of("target", "benchmarks"));
            directory = Files.createTempDirectory(root, "audit").toAbsolutePath();
            journal = AuditJournal.open(
                    directory.resolve("audit"), Redactor.standard(), Clock.systemUTC(), JournalOptions.defaults());
        }

        /** Removes it. */
        @TearDown
        public void close() throws IOException {
            journal.close();
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** What is appended. */
    @State(Scope.Thread)
    public static class Entry {
        private final AuditEntry entry = new AuditEntry(
                Instant.parse("2026-11-21T08:00:00.123456Z"),
                "operator",
                "praxis-cli/0.1.0",
                "66e73211-10b6-4ed6-8da9-e045a272e8fe",
                "talos.reboot",
                "10.5.0.2",
                Tier.T2,
                Phase.OUTCOME,
                Decision.ALLOWED,
                JsonObject.builder()
                        .put("host", "cp-1")
                        .put("reason", "kernel update of the control plane")
                        .put(
                                "commands",
                                JsonArray.of(JsonArray.ofStrings(
                                        List.of("talosctl", "--nodes", "10.5.0.2", "reboot", "--wait"))))
                        .build(),
                new OutputDigest(Sha256.of(new byte[0]), 0),
                null,
                "tiers/1 redaction/1");
    }

    /** The limit: a file, and the bytes of such a line. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class Limit {
        private FileChannel file;
        private ByteBuffer line;

        /** Opens a file beside the log, which is idle. */
        @Setup
        public void open(Log log, Entry entry) throws IOException {
            AuditLine one = log.journal.append(entry.entry);
            line = ByteBuffer.wrap((one.json() + "\n").getBytes(StandardCharsets.UTF_8));
            file = FileChannel.open(Files.createTempFile(log.directory, "limit", ".jsonl"), StandardOpenOption.APPEND);
        }

        private int append() throws IOException {
            int written = file.write(line.rewind());
            file.force(false);
            return written;
        }

        /** Closes it. */
        @TearDown
        public void close() throws IOException {
            file.close();
        }
    }

    /** A thread that owns a file. */
    @State(Scope.Benchmark)
    public static class Owner {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        /** Ends it. */
        @TearDown
        public void close() {
            thread.shutdown();
        }
    }

    /** One caller of the log. */
    @Benchmark
    @Threads(1)
    public AuditLine oneCaller(Log log, Entry entry) {
        return log.journal.append(entry.entry);
    }

    /** Eight callers of the log. */
    @Benchmark
    @Threads(8)
    public AuditLine eightCallers(Log log, Entry entry) {
        return log.journal.append(entry.entry);
    }

    /** Sixty-four callers of the log. */
    @Benchmark
    @Threads(64)
    public AuditLine sixtyFourCallers(Log log, Entry entry) {
        return log.journal.append(entry.entry);
    }

    /** One write and one fsync. */
    @Benchmark
    @Threads(1)
    public int oneCallerLimit(Limit limit) throws IOException {
        return limit.append();
    }

    /** The same on a thread that owns the file, and nothing else: what the hand-over to it and back costs. */
    @Benchmark
    @Threads(1)
    public int oneCallerHandOver(Limit limit, Owner owner) throws ExecutionException, InterruptedException {
        return owner.thread.submit(limit::append).get();
    }
}
