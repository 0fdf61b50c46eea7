package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.audit.tlog.TileTree;
import dev.praxis.audit.tlog.TreeHasher;
import dev.praxis.redaction.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

    private static final int RECORDS = 40;

    @TempDir
    private Path directory;

    private JournalOptions options;

    @BeforeEach
    void writeSegments() {
        options = Logs.options(directory).withSegments(4096, Duration.ofDays(1));
        try (AuditJournal log = open()) {
            for (int i = 0; i < RECORDS; i++) {
                log.append(Logs.intent("r" + i));
            }
        }
    }

    private static PruneRule olderThan(Instant time) {
        return new PruneRule.OlderThan(time);
    }

    private AuditJournal open() {
        return Logs.open(directory, options, new Disk());
    }

    @Test
    void wholeOldSegmentsGoAndProofsOfWhatRemainsHold() throws IOException {
        List<SegmentFile> before = SegmentFile.list(directory);
        long pruned;
        try (AuditJournal log = open()) {
            assertEquals(Optional.empty(), log.prune(olderThan(Logs.NOW)), "nothing is older than itself");
            pruned = log.prune(olderThan(Logs.NOW.plusSeconds(1))).orElseThrow().sequence();
            assertEquals(before.get(before.size() - 1).first() - 1, pruned);
            assertEquals(1, SegmentFile.list(directory).size());
            log.append(Logs.intent("on"));
        }
        try (AuditJournal log = open()) {
            assertEquals(RECORDS + 3, log.append(Logs.intent("and on")).sequence());
        }
        List<String> lines = AuditReader.tail(directory, 100);
        assertTrue(String.join("\n", lines).contains("\"event\":\"pruned\",\"hash\":"));
        Checkpoint checkpoint = SignedCheckpoint.read(
                        directory.resolve("checkpoint"),
                        LogIdentity.read(directory).orElseThrow().key())
                .orElseThrow()
                .checkpoint();
        assertEquals(RECORDS + 3, checkpoint.size());
        TileTree tree = new TileTree(directory, checkpoint.size());
        TreeHasher hasher = new TreeHasher();
        for (int i = 0; i < lines.size(); i++) {
            long index = pruned + i;
            byte[] line = lines.get(i).getBytes(StandardCharsets.UTF_8);
            assertTrue(tree.inclusion(index).proves(hasher.leaf(line), checkpoint.root()), "record " + (index + 1));
        }
    }

    @Test
    void whatGoesCanBeSaidBySizeAndBySequence() throws IOException {
        List<SegmentFile> before = SegmentFile.list(directory);
        long end = before.get(1).first() - 1;
        try (AuditJournal log = open()) {
            assertEquals(
                    Optional.empty(), log.prune(new PruneRule.UpTo(before.get(1).first() - 2)));
            PrunePlan plan =
                    PrunePlan.of(directory, new PruneRule.UpTo(end + 1)).orElseThrow();
            assertEquals(end, plan.sequence(), "whole segments only");
            assertEquals(before, SegmentFile.list(directory), "a plan changes nothing");
            assertEquals(Optional.of(plan), log.prune(new PruneRule.UpTo(end + 1)));
            assertEquals(before.subList(1, before.size()), SegmentFile.list(directory));
            long half = SegmentFile.bytes(SegmentFile.list(directory)) / 2;
            PrunePlan bySize = log.prune(new PruneRule.MoreThan(half)).orElseThrow();
            List<SegmentFile> left = SegmentFile.list(directory);
            assertTrue(SegmentFile.bytes(left) <= half);
            assertEquals(
                    before.size(),
                    left.size() + plan.segments().size() + bySize.segments().size());
            log.prune(new PruneRule.MoreThan(0));
            assertEquals(1, SegmentFile.list(directory).size(), "the one that is written to stays");
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void aSegmentIsAsOldAsItsFirstRecordHoweverOftenTheLogIsOpened() throws IOException {
        int before = SegmentFile.list(directory).size();
        for (int hour : List.of(20, 23, 24)) {
            try (AuditJournal log = AuditJournal.open(
                    directory, Redactor.standard(), () -> Logs.NOW.plus(Duration.ofHours(hour)), options)) {
                log.append(Logs.intent("after " + hour));
            }
            assertEquals(
                    before + (hour < 24 ? 0 : 1), SegmentFile.list(directory).size(), "after " + hour + " hours");
        }
    }

    @Test
    void aPruningThatWasCutOffIsEndedWhenTheLogIsOpened() throws IOException {
        Map<String, byte[]> all = Logs.snapshot(directory);
        try (AuditJournal log = open()) {
            log.prune(olderThan(Logs.NOW.plusSeconds(1)));
        }
        for (Map.Entry<String, byte[]> file : all.entrySet()) {
            if (file.getKey().startsWith("segments/") && Files.notExists(directory.resolve(file.getKey()))) {
                Files.write(directory.resolve(file.getKey()), file.getValue());
            }
        }
        assertTrue(SegmentFile.list(directory).size() > 3);
        try (AuditJournal log = open()) {
            assertEquals(1, SegmentFile.list(directory).size());
            assertTrue(log.append(Logs.intent("on")).sequence() > RECORDS);
        }
    }

    @Test
    void segmentsThatSomebodyElseRemovedAreMissed() throws IOException {
        Files.delete(SegmentFile.list(directory).get(0).path());
        try (AuditJournal log = open()) {
            assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("on")));
        }
    }

    @Test
    void aBackupThatWasRestoredIsRefused(@TempDir Path elsewhere) throws IOException {
        options = options.withRegister(new FileCheckpointRegister(elsewhere));
        Map<String, byte[]> backup = Logs.snapshot(directory);
        try (AuditJournal log = open()) {
            log.append(Logs.intent("later"));
        }
        Logs.restore(directory, backup);
        try (AuditJournal log = open()) {
            AuditTamperedException refused =
                    assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("on")));
            assertTrue(refused.getMessage().contains("from a backup"), refused.getMessage());
        }
    }

    @Test
    void ofTwoCopiesThatAreWrittenToOneIsRefused(@TempDir Path elsewhere, @TempDir Path copy) throws IOException {
        options = options.withRegister(new FileCheckpointRegister(elsewhere));
        open().close();
        for (String each : List.of("segments", "tile/0/000.p", "keys")) {
            Files.createDirectories(copy.resolve(each));
        }
        Logs.restore(copy, Logs.snapshot(directory));
        List<Boolean> refused = new ArrayList<>();
        for (Path each : List.of(directory, copy)) {
            try (AuditJournal log = Logs.open(each, options, new Disk())) {
                log.append(Logs.intent("in " + each.getFileName()));
                log.append(Logs.intent("more of it"));
                refused.add(false);
            } catch (AuditTamperedException e) {
                refused.add(true);
            }
        }
        try (AuditJournal log = Logs.open(copy, options, new Disk())) {
            assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("in the copy")));
        }
        assertFalse(refused.get(0));
    }

    @Test
    void aRegisterThatForgotTheLogIsRefused(@TempDir Path elsewhere) throws IOException {
        options = options.withRegister(new FileCheckpointRegister(elsewhere));
        append("registered");
        assertTrue(records().contains("\"event\":\"policy\",\"registered\":true"), records());
        Files.delete(elsewhere.resolve("last-checkpoint"));
        try (AuditJournal log = open()) {
            AuditTamperedException refused =
                    assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("on")));
            assertTrue(refused.getMessage().contains("remembers nothing of the log"), refused.getMessage());
        }
        // Whoever takes the file of the log away as well leaves a record.
        Files.delete(directory.resolve("terms.json"));
        String before = records();
        append("on");
        assertEquals(1, records().substring(before.length()).split("\"event\":\"policy\"", -1).length - 1, records());
    }

    @Test
    void aLogThatIsRegisteredNoMoreSaysSo(@TempDir Path elsewhere) throws IOException {
        JournalOptions alone = options;
        options = options.withRegister(new FileCheckpointRegister(elsewhere));
        append("registered");
        append("said once");
        assertEquals(1, records().split("\"event\":\"policy\"", -1).length - 1, records());
        options = alone;
        append("no more");
        assertTrue(records().contains("\"event\":\"policy\",\"registered\":false"), records());
    }

    @Test
    void aRegisterOnAVolumeThatIsNotMountedIsNoRegisterThatKnowsNothing(@TempDir Path elsewhere) {
        options = options.withRegister(new FileCheckpointRegister(elsewhere.resolve("volume/register")));
        try (AuditJournal log = open()) {
            assertEquals(JournalState.DEGRADED, log.state());
            AuditUnavailableException refused =
                    assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("on")));
            assertTrue(refused.getMessage().contains("mounted"), refused.getMessage());
        }
    }

    @Test
    void termsThatSomebodyElseWroteAreRefused() throws IOException {
        Files.writeString(directory.resolve("terms.json"), "{\"registered\":false}");
        try (AuditJournal log = open()) {
            assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("on")));
        }
    }

    private void append(String requestId) {
        try (AuditJournal log = open()) {
            log.append(Logs.intent(requestId));
        }
    }

    private String records() {
        return String.join("\n", AuditReader.tail(directory, 1000));
    }
}
