package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRules;
import dev.praxis.audit.BothVerifiers.Verdict;
import dev.praxis.audit.Finding.Kind;
import dev.praxis.redaction.Redactor;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.testkit.RequiresTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was pruned, crashed or tampered with, and what it, its next start and both verifiers say to that. */
@RequiresTool(value = "python3", from = "python3")
class JournalScenesTest {

    @RegisterExtension
    static final BothVerifiers both = new BothVerifiers();

    @TempDir
    Path directory;

    @DisplayName("a pruning of a journal verifies, and what it took in after a crash is told")
    @Test
    void journal() throws IOException {
        Path log = directory.resolve("journal");
        JournalOptions options = Logs.options(log).withSegments(4096, Duration.ofDays(1));
        try (AuditJournal journal = Logs.open(log, options, new Disk())) {
            for (int i = 0; i < 40; i++) {
                journal.append(Logs.intent("r" + i));
            }
        }
        Map<String, byte[]> before = Logs.snapshot(log);
        long pruned;
        try (AuditJournal journal = Logs.open(log, options, new Disk())) {
            pruned = journal.prune(new PruneRule.OlderThan(Logs.NOW.plusSeconds(1)))
                    .orElseThrow()
                    .sequence();
            journal.append(Logs.intent("on"));
        }
        NoteVerifierKey key = AuditVerifier.keyOf(log);
        assertEquals(new Verdict(0, List.of()), both.of(log, key, List.of()));
        assertEquals(pruned, AuditVerifier.verify(log).pruned());
        Files.delete(log.resolve(PrunedPrefix.FILE));
        assertEquals(new Verdict(18, List.of(Kind.SEQUENCE_GAP)), both.of(log, key, List.of()));

        Logs.restore(log, before);
        byte[] forged = forgedBehind(Logs.segment(log), 41);
        Files.write(Logs.segment(log), forged, java.nio.file.StandardOpenOption.APPEND);
        try (AuditJournal journal = Logs.open(log, options, new Disk())) {
            assertEquals(43, journal.append(Logs.intent("on")).sequence());
        }
        assertEquals(new Verdict(0, List.of()), both.of(log, key, List.of()));
        assertEquals(List.of(new TakenIn(41, 41, 42)), AuditVerifier.verify(log).takenIn());
    }

    @DisplayName(
            "a journal does not go on behind a record that stands there twice, nor with a pruning that was never signed")
    @Test
    void refusedAtOpening() throws IOException {
        Path log = directory.resolve("journal");
        try (AuditJournal journal = Logs.open(log)) {
            journal.append(Logs.intent("r1"));
            journal.append(Logs.intent("r2"));
        }
        Map<String, byte[]> before = Logs.snapshot(log);
        String last = AuditReader.tail(log, 1).get(0);
        Files.writeString(Logs.segment(log), last + "\n", java.nio.file.StandardOpenOption.APPEND);
        refused(log);

        Logs.restore(log, before);
        String first = AuditReader.tail(log, 2).get(0);
        SampleLog.prune(log, 1, first.getBytes(StandardCharsets.UTF_8));
        List<byte[]> lines = List.of(first.getBytes(StandardCharsets.UTF_8), last.getBytes(StandardCharsets.UTF_8));
        byte[] forged = SampleLog.withRecordAboutTheLog(lines, SampleLog.pruning(lines, 1))
                .get(2);
        Files.delete(Logs.segment(log));
        Path file = Files.createFile(SegmentFile.of(log, 2).path(), OwnerOnly.FILE.whenCreated());
        Files.write(file, SampleLog.joined(List.of(lines.get(1), forged)));
        refused(log);
    }

    @DisplayName(
            "an opening removes nothing on the word of pruned.json, and no reader reads what stands below a pruning")
    @Test
    void belowAPruning() throws IOException {
        Path log = directory.resolve("journal");
        JournalOptions options = Logs.options(log).withSegments(4096, Duration.ofDays(1));
        try (AuditJournal journal = Logs.open(log, options, new Disk())) {
            for (int i = 0; i < 40; i++) {
                journal.append(Logs.intent("r" + i));
            }
        }
        Map<String, byte[]> before = Logs.snapshot(log);
        long second = SegmentFile.list(log).get(1).first();
        byte[] madeUp = new PrunedPrefix(second - 1, Head.NO_HASH).bytes();
        Files.write(Files.createFile(log.resolve(PrunedPrefix.FILE), OwnerOnly.FILE.whenCreated()), madeUp);
        refused(log);

        Logs.restore(log, before);
        try (AuditJournal journal = Logs.open(log, options, new Disk())) {
            assertTrue(journal.prune(new PruneRule.UpTo(second - 1)).isPresent());
        }
        List<String> kept = AuditReader.tail(log, 1000);
        SampleLog.segments(log, SampleLog.lines((int) second - 1, 9), 1, 1000);
        assertEquals(kept, AuditReader.tail(log, 1000));
        List<String> read = new ArrayList<>();
        AuditReader.read(log, 1, read::add);
        assertEquals(kept, read);
        assertEquals(
                new Verdict(18, List.of(Kind.LEFT_OVER_REFUSED)), both.of(log, AuditVerifier.keyOf(log), List.of()));
        refused(log);
    }

    @DisplayName("no second log begins where one was, and a refused opening leaves nothing behind")
    @Test
    void removed() throws IOException {
        Path log = directory.resolve("journal");
        try (AuditJournal journal = Logs.open(log)) {
            journal.append(Logs.intent("r1"));
        }
        SampleLog.remove(log.resolve("segments"));
        Files.delete(log.resolve("checkpoint"));
        assertTrue(AuditReader.hasLog(log));
        refused(log);
        assertTrue(Files.notExists(log.resolve("segments")));
        assertEquals(JournalState.TAMPERED, LogStatus.of(log, Logs.options(log)).state());
        SampleLog.remove(log.resolve("tile"));
        refused(log);
        assertTrue(Files.notExists(log.resolve("segments")));
        assertEquals(
                new Verdict(33, List.of(Kind.CHECKPOINT_MISSING)), both.of(log, AuditVerifier.keyOf(log), List.of()));
    }

    @DisplayName("a log whose making was cut off before it had a name is made to its end, under the same name")
    @Test
    void begun() throws IOException {
        Path log = directory.resolve("journal");
        Logs.open(log).close();
        byte[] name = Files.readAllBytes(log.resolve("log.json"));
        Files.delete(log.resolve("log.json"));
        SampleLog.remove(log.resolve("segments"));
        assertEquals(List.of(), AuditVerifier.verify(log).findings());
        try (AuditJournal journal =
                Logs.open(log, Logs.options(log).withIdentity(log.resolve("keys/audit.key"), "other"), new Disk())) {
            assertEquals(1, journal.append(Logs.intent("r1")).sequence());
        }
        assertArrayEquals(name, Files.readAllBytes(log.resolve("log.json")));
        assertTrue(AuditVerifier.verify(log).isIntact());
    }

    private static void refused(Path log) throws IOException {
        Map<String, byte[]> before = Logs.snapshot(log);
        try (AuditJournal journal = Logs.open(log)) {
            assertThrows(AuditTamperedException.class, () -> journal.append(Logs.intent("r3")));
        }
        assertEquals(before.keySet(), Logs.snapshot(log).keySet());
        assertTrue(!AuditVerifier.verify(log).isIntact());
    }

    /** A whole record with the right hashes, for which nobody needs the key of the log. */
    private static byte[] forgedBehind(Path segment, int sequence) throws IOException {
        List<String> lines = Files.readAllLines(segment);
        byte[] last = lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8);
        List<byte[]> before = new ArrayList<>(SampleLog.lines(sequence - 2, 0));
        before.add(last);
        return SampleLog.joined(SampleLog.continued(before, sequence, 3).subList(sequence - 1, sequence));
    }

    @DisplayName("whatever the rules of redaction hide, what a verifier looks for in a record of a pruning stays")
    @Test
    void redaction() throws IOException {
        RedactionRules everything = new RedactionRules() {
            @Override
            public String name() {
                return "everything";
            }

            @Override
            public ApiVersion apiVersion() {
                return ApiVersion.CURRENT;
            }

            @Override
            public String version() {
                return "1";
            }

            @Override
            public List<RedactionRule> rules() {
                return List.of(RedactionRule.keyed("hexadecimal", "everything", "[0-9a-f]{64}", 8, "hash")
                        .mustMatch("hash: " + "0".repeat(64), "0".repeat(64))
                        .mustNotMatch("hash: 0123")
                        .build());
            }
        };
        Redactor redactor = Redactor.builder()
                .tier(RedactionRule.Tier.STRICT)
                .rules(List.of(everything))
                .build();
        Path log = directory.resolve("journal");
        JournalOptions options = Logs.options(log).withSegments(4096, Duration.ofDays(1));
        try (AuditJournal journal = AuditJournal.open(log, redactor, () -> Logs.NOW, options)) {
            for (int i = 0; i < 40; i++) {
                journal.append(Logs.intent("r" + i));
            }
            assertTrue(journal.prune(new PruneRule.OlderThan(Logs.NOW.plusSeconds(1)))
                    .isPresent());
        }
        assertEquals(new Verdict(0, List.of()), both.of(log, AuditVerifier.keyOf(log), List.of()));
        assertTrue(AuditVerifier.verify(log).pruned() > 0);
    }
}
