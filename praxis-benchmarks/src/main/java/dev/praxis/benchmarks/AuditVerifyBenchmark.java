package dev.praxis.benchmarks;

import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.AuditVerifier;
import dev.praxis.audit.VerificationReport;
import dev.praxis.audit.tlog.MerkleLog;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.note.NoteSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Verifies a log, chain and tree, in one thread, beside the hashes alone; an operation is a record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AuditVerifyBenchmark {

    private static final int RECORDS = 20_000;

    private final List<byte[]> lines = new ArrayList<>();
    private Path log = Path.of("");

    /** Writes a log of records as the gate writes them. */
    @Setup
    public void write() throws IOException {
        Path target = Files.createDirectories(Path.of("target", "benchmarks"));
        log = Files.createTempDirectory(target, "audit-");
        NoteSigner signer =
                NoteSigner.ed25519("example.com/log", Ed25519KeyPair.ofSeed(new byte[Ed25519KeyPair.SEED_BYTES]));
        MerkleLog tree = MerkleLog.open(log, signer);
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        String previous = "0".repeat(64);
        for (int sequence = 1; sequence <= RECORDS; sequence++) {
            JsonObject.Builder record = record(sequence, previous);
            previous = Sha256.of(CanonicalJson.bytes(record.build())).hex();
            byte[] line = CanonicalJson.bytes(record.put("hash", previous).build());
            lines.add(line);
            tree.append(line);
            segment.writeBytes(line);
            segment.write('\n');
        }
        tree.checkpoint();
        Path segments = Files.createDirectory(
                log.resolve("segments"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String identity = "{\"origin\":\"example.com/log\",\"v\":1,\"vkey\":\"" + signer.verifierKey() + "\"}";
        ownerOnly(log.resolve("log.json"), identity.getBytes(StandardCharsets.UTF_8));
        ownerOnly(segments.resolve(String.format("%020d.jsonl", 1)), segment.toByteArray());
    }

    private static JsonObject.Builder record(int sequence, String previous) {
        return JsonObject.builder()
                .put("v", 1)
                .put("sequence", sequence)
                .put("time", "2026-11-21T08:00:00.123456Z")
                .put("actor", "ada")
                .put("clientId", "praxis-cli")
                .put("requestId", "39f9b7fc-0000-4000-8000-" + String.format("%012d", (sequence + 1) / 2))
                .put("tool", "talos.reboot")
                .put("target", "10.5.0.2")
                .put("tier", "T2")
                .put("phase", sequence % 2 == 1 ? "INTENT" : "OUTCOME")
                .put("decision", "ALLOWED")
                .put(
                        "args",
                        JsonObject.builder()
                                .put("mode", "default")
                                .put("reason", "größer als gestern")
                                .build())
                .put("output", JsonNull.NULL)
                .put("error", JsonNull.NULL)
                .put("patternsVersion", "2026.11.1")
                .put("previousHash", previous);
    }

    private static void ownerOnly(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
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

    /** The whole verification. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public VerificationReport verify() {
        VerificationReport report = AuditVerifier.verify(log);
        if (!report.isIntact()) {
            throw new IllegalStateException(report.findings().toString());
        }
        return report;
    }

    /** The hashes that there must be: of the chain, of the leaf, and of one node. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public byte[] hashesLimit() {
        MessageDigest digest = Sha256.newDigest();
        byte[] last = new byte[32];
        for (byte[] line : lines) {
            digest.update(line);
            last = digest.digest();
            digest.update(line);
            last = digest.digest(last);
            digest.update(last);
            digest.update(last);
            last = digest.digest();
        }
        return last;
    }
}
