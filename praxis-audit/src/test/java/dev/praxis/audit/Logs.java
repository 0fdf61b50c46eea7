package dev.praxis.audit;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonObject;
import dev.praxis.redaction.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Journals and entries for tests. */
final class Logs {

    static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123456Z");

    private Logs() {}

    static AuditJournal open(Path directory, AuditSink... sinks) {
        return AuditJournal.open(
                directory,
                Redactor.standard(),
                () -> NOW,
                options(directory).withLockWait(Duration.ofSeconds(30)).withSinks(GivenSink.plan(sinks)));
    }

    static AuditJournal open(Path directory, Duration wait, Disk disk) {
        return open(directory, options(directory).withLockWait(wait), disk);
    }

    /** The usual, with the key in the directory of the log. */
    static JournalOptions options(Path directory) {
        return JournalOptions.defaults().withIdentity(directory.resolve("keys/audit.key"), "example.org/test");
    }

    /** All files of a log as they are now. */
    static Map<String, byte[]> snapshot(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** Makes the files of a log what they were. */
    static void restore(Path directory, Map<String, byte[]> files) throws IOException {
        for (String name : snapshot(directory).keySet()) {
            Files.delete(directory.resolve(name));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = Files.write(directory.resolve(file.getKey()), file.getValue());
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
    }

    static AuditJournal open(Path directory, JournalOptions options, Disk disk) {
        return AuditJournal.open(directory, Redactor.standard(), () -> NOW, options, disk);
    }

    /** The only segment of a log, or the last. */
    static Path segment(Path directory) throws IOException {
        List<SegmentFile> segments = SegmentFile.list(directory);
        return segments.get(segments.size() - 1).path();
    }

    static AuditEntry intent(String requestId) {
        return entry(requestId, Phase.INTENT, null);
    }

    static AuditEntry outcome(String requestId) {
        return entry(
                requestId,
                Phase.OUTCOME,
                new OutputDigest(Sha256.of(requestId.getBytes(StandardCharsets.UTF_8)), requestId.length()));
    }

    static AuditEntry entry(String requestId, Phase phase, OutputDigest output) {
        return new AuditEntry(
                NOW,
                "a",
                "c/1",
                requestId,
                "t.v",
                "h",
                Tier.T1,
                phase,
                Decision.ALLOWED,
                JsonObject.builder().put("n", 7).build(),
                output,
                null,
                "p/1");
    }
}
