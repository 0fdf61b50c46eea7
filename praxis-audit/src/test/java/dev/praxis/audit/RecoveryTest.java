package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private Path head;

    @BeforeEach
    void nameFiles() {
        directory = temporary.resolve("audit");
        journal = directory.resolve("journal.jsonl");
        head = directory.resolve("head.json");
    }

    @Test
    void aTornTailOfAnyLengthIsSetAsideAndRecorded() throws IOException {
        byte[] before;
        byte[] whole;
        byte[] oldHead;
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
            before = Files.readAllBytes(journal);
            oldHead = Files.readAllBytes(head);
            log.append(Logs.outcome("r1"));
            whole = Files.readAllBytes(journal);
        }
        for (int length = before.length + 1; length < whole.length; length += length < whole.length - 3 ? 37 : 1) {
            removeSidecars();
            Files.write(journal, Arrays.copyOf(whole, length));
            Files.write(head, oldHead);
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

    /** Wherever a recovery dies, and however often, the next one records what it left. */
    @Test
    void aRecoveryThatDiesAnywhereLeavesNoTornFileWithoutARecord() throws IOException {
        byte[] torn;
        byte[] firstHead;
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
            firstHead = Files.readAllBytes(head);
            byte[] before = Files.readAllBytes(journal);
            log.append(Logs.outcome("r1"));
            torn = Arrays.copyOf(Files.readAllBytes(journal), before.length + 100);
        }
        boolean died = true;
        for (int first = 0; died; first++) {
            for (int second = 0; second < 4; second++) {
                removeSidecars();
                Files.write(journal, torn);
                Files.write(head, firstHead);
                died = appendDies(first);
                appendDies(second);
                try (AuditJournal log = Logs.open(directory)) {
                    log.append(Logs.outcome("r1"));
                }
                assertEveryTornFileIsOnRecord();
            }
        }
    }

    /** Whether an append died at its nth operation on the disk; a write dies in its midst. */
    private boolean appendDies(int operations) {
        try (AuditJournal log = Logs.open(directory, Duration.ofSeconds(5), new DyingDisk(operations))) {
            log.append(Logs.outcome("r1"));
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
            void write(FileChannel file, byte[] bytes, long position) throws IOException {
                if (position > 0) {
                    super.write(file, Arrays.copyOf(bytes, bytes.length / 2), position);
                    throw new IOException("no space left on device");
                }
                super.write(file, bytes, position);
            }
        };
        for (int i = 0; i < 3; i++) {
            try (AuditJournal log = Logs.open(directory, Duration.ofSeconds(5), full)) {
                assertThrows(AuditUnavailableException.class, () -> log.append(Logs.outcome("r1")));
                assertThrows(AuditUnavailableException.class, () -> log.append(Logs.outcome("r1")));
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
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                if (path.getFileName().toString().startsWith("torn-")) {
                    files.put(path.getFileName().toString(), Files.size(path));
                }
            }
        }
        return files;
    }

    private Map<String, Long> sidecarsOnRecord() {
        Map<String, Long> named = new TreeMap<>();
        for (String line : AuditReader.tail(directory, AuditReader.MAX_LINES)) {
            JsonObject record = CanonicalJson.parseObject(line);
            if (record.string("decision").orElseThrow().equals("MAINTENANCE")) {
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

    private void removeSidecars() throws IOException {
        for (String name : sidecarsOnDisk().keySet()) {
            Files.delete(directory.resolve(name));
        }
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
        void write(FileChannel file, byte[] bytes, long position) throws IOException {
            if (left-- <= 0) {
                super.write(file, Arrays.copyOf(bytes, bytes.length / 2), position);
                throw new Died();
            }
            super.write(file, bytes, position);
        }

        @Override
        void force(FileChannel file) throws IOException {
            if (left-- <= 0) {
                throw new Died();
            }
            super.force(file);
        }
    }
}
