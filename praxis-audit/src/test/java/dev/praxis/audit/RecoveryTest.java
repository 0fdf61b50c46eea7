package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

    @TempDir
    private Path temporary;

    private Path directory;
    private Path journal;

    @BeforeEach
    void nameFiles() {
        directory = temporary.resolve("audit");
        journal = SegmentFile.of(directory, 1).path();
    }

    @Test
    void aTornTailOfAnyLengthIsSetAsideAndRecorded() throws IOException {
        byte[] before;
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
        }
        before = Files.readAllBytes(journal);
        Map<String, byte[]> signed = Logs.snapshot(directory);
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.outcome("r1"));
        }
        byte[] whole = Files.readAllBytes(journal);
        for (int length = before.length + 1; length < whole.length; length += length < whole.length - 3 ? 37 : 1) {
            Logs.restore(directory, signed);
            Files.write(journal, Arrays.copyOf(whole, length));
            assertTrue(AuditVerifier.verify(directory).isIntact());
            assertEquals(length - before.length, AuditVerifier.verify(directory).tornBytes());
            try (AuditJournal log = Logs.open(directory)) {
                assertEquals(3, log.append(Logs.outcome("r1")).sequence());
            }
            assertEveryTornFileIsOnRecord();
            assertArrayEquals(
                    Arrays.copyOfRange(whole, before.length, length),
                    Files.readAllBytes(directory.resolve(
                            sidecarsOnDisk().keySet().iterator().next())));
        }
    }

    @Test
    void wholeRecordsBehindTheHeadAreTakenInPassedOnAndWrittenAgain() throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
        }
        Map<String, byte[]> signed = Logs.snapshot(directory);
        List<String> unnamed = new ArrayList<>();
        try (AuditJournal log = Logs.open(directory)) {
            unnamed.add(log.append(Logs.intent("r2")).json());
            unnamed.add(log.append(Logs.intent("r3")).json());
        }
        byte[] all = Files.readAllBytes(journal);
        Logs.restore(directory, signed);
        Files.write(journal, all);
        List<String> written = new ArrayList<>();
        Disk recording = new Disk() {
            @Override
            void write(FileChannel file, byte[] bytes) throws IOException {
                written.add(new String(bytes, StandardCharsets.UTF_8));
                super.write(file, bytes);
            }
        };
        List<Long> passedOn = new ArrayList<>();
        JournalOptions options = Logs.options(directory).withSinks(GivenSink.plan(new AuditSink() {
            @Override
            public void accept(List<AuditLine> lines) {
                lines.forEach(line -> passedOn.add(line.sequence()));
            }

            @Override
            public void gap(AuditGap gap) {}

            @Override
            public void close() {}
        }));
        try (AuditJournal log = Logs.open(directory, options, recording)) {
            assertEquals(5, log.append(Logs.intent("r4")).sequence());
        }
        assertEquals(String.join("\n", unnamed) + "\n", written.get(0), "they may have been in memory only");
        assertEquals(List.of(2L, 3L, 4L, 5L), passedOn);
        assertTrue(AuditReader.tail(directory, 2).get(0).contains("\"takenIn\":2"));
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    /** What a power loss can do to a write of several blocks: one that is in the middle never reached the disk. */
    @Test
    void recordsBehindAHoleOfZerosAreTorn() throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
        }
        Map<String, byte[]> signed = Logs.snapshot(directory);
        int named = Files.readAllBytes(journal).length;
        try (AuditJournal log = Logs.open(directory)) {
            for (int i = 0; i < 20; i++) {
                log.append(Logs.intent("r" + i));
            }
        }
        byte[] holed = Files.readAllBytes(journal);
        Arrays.fill(holed, named + 100, named + 1900, (byte) 0);
        Logs.restore(directory, signed);
        Files.write(journal, holed);
        try (AuditJournal log = Logs.open(directory)) {
            assertEquals(3, log.append(Logs.intent("on")).sequence());
        }
        assertEveryTornFileIsOnRecord();
        assertEquals(holed.length - named, sidecarsOnDisk().values().iterator().next());
    }

    /** Wherever a recovery dies, and however often, the next one records what it left. */
    @Test
    void aRecoveryThatDiesAnywhereLeavesNoTornFileWithoutARecord() throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
        }
        Map<String, byte[]> signed = Logs.snapshot(directory);
        byte[] before = Files.readAllBytes(journal);
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.outcome("r1"));
        }
        byte[] torn = Arrays.copyOf(Files.readAllBytes(journal), before.length + 100);
        boolean died = true;
        for (int first = 0; died; first++) {
            for (int second = 0; second < 6; second++) {
                Logs.restore(directory, signed);
                Files.write(journal, torn);
                died = openDies(first);
                openDies(second);
                try (AuditJournal log = Logs.open(directory)) {
                    log.append(Logs.outcome("r1"));
                }
                assertEveryTornFileIsOnRecord();
            }
        }
    }

    /** Whether opening died at its nth operation on the disk; a write dies in its midst. */
    private boolean openDies(int operations) {
        try {
            Logs.open(directory, Duration.ofSeconds(5), new DyingDisk(operations))
                    .close();
            return false;
        } catch (Died e) {
            return true;
        }
    }

    @Test
    void aFullDiskInTheMidstOfARecoveryLosesNoTornFile() throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
        }
        Files.writeString(journal, Files.readString(journal) + "{\"torn\":");
        Disk full = new Disk() {
            @Override
            void write(FileChannel file, byte[] bytes) throws IOException {
                super.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                throw new IOException("no space left on device");
            }
        };
        for (int i = 0; i < 3; i++) {
            try (AuditJournal log = Logs.open(directory, Duration.ofSeconds(5), full)) {
                assertEquals(JournalState.DEGRADED, log.state());
                assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("refused")));
            }
        }
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.outcome("r1"));
        }
        assertEveryTornFileIsOnRecord();
        assertEquals(1, sidecarsOnDisk().size());
    }

    private void assertEveryTornFileIsOnRecord() throws IOException {
        VerificationReport report = AuditVerifier.verify(directory);
        assertEquals(List.of(), report.findings());
        assertEquals(0, report.tornBytes());
        assertEquals(sidecarsOnDisk(), sidecarsOnRecord());
    }

    private Map<String, Long> sidecarsOnDisk() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        Path torn = directory.resolve("torn");
        if (Files.exists(torn)) {
            try (Stream<Path> paths = Files.list(torn)) {
                for (Path path : paths.toList()) {
                    files.put("torn/" + path.getFileName(), Files.size(path));
                }
            }
        }
        return files;
    }

    private Map<String, Long> sidecarsOnRecord() {
        Map<String, Long> named = new TreeMap<>();
        for (String line : AuditReader.tail(directory, AuditReader.MAX_LINES)) {
            JsonObject record = CanonicalJson.parseObject(line);
            if (record.string("requestId").orElseThrow().startsWith("recovered-")) {
                JsonObject args = (JsonObject) record.get("args").orElseThrow();
                for (JsonValue each : ((JsonArray) args.get("sidecars").orElseThrow()).elements()) {
                    JsonObject sidecar = (JsonObject) each;
                    named.put(sidecar.string("name").orElseThrow(), (long)
                            ((JsonNumber) sidecar.get("bytes").orElseThrow()).value());
                }
            }
        }
        return named;
    }

    /** What kill -9 is to a process. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class DyingDisk extends Disk {

        private int left;

        DyingDisk(int left) {
            this.left = left;
        }

        @Override
        void write(FileChannel file, byte[] bytes) throws IOException {
            if (left-- <= 0) {
                super.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                throw new Died();
            }
            super.write(file, bytes);
        }

        @Override
        void sync(FileChannel file) throws IOException {
            if (left-- <= 0) {
                throw new Died();
            }
            super.sync(file);
        }
    }
}
