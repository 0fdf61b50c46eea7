package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonObject;
import dev.praxis.redaction.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeverSilentTest {

    private static final SpaceLimits ALL_BUT_FULL = new SpaceLimits(Long.MAX_VALUE / 2, Long.MAX_VALUE / 4, 4096);

    @TempDir
    private Path temporary;

    private Path directory;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final BrokenDisk disk = new BrokenDisk();

    @BeforeEach
    void nameTheDirectory() {
        directory = temporary.resolve("audit");
    }

    private AuditJournal open(JournalOptions options) {
        return AuditJournal.open(
                directory,
                Redactor.standard(),
                () -> Logs.NOW,
                options,
                disk,
                new LastResort(new PrintStream(shown, true, StandardCharsets.UTF_8)));
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aDirectoryThatCannotBeMadeDegradesTheLogAndOnlyWhatObservesGoesOn() throws IOException {
        Files.writeString(directory, "a file where the directory should be");
        try (AuditJournal log = open(Logs.options(temporary))) {
            assertEquals(JournalState.DEGRADED, log.state());
            assertTrue(shown().contains("nothing can be recorded in " + directory), shown());
            AuditLine line = log.append(entry(Tier.T0, Phase.INTENT, Decision.ALLOWED, "observing"));
            assertEquals(0, line.sequence(), "not in the log");
            for (Tier tier : new Tier[] {Tier.T1, Tier.T2, Tier.T3}) {
                assertThrows(
                        AuditUnavailableException.class,
                        () -> log.append(entry(tier, Phase.INTENT, Decision.ALLOWED, "acting")));
            }
            assertThrows(
                    AuditUnavailableException.class,
                    () -> log.append(entry(Tier.T2, Phase.OUTCOME, Decision.ALLOWED, "acted")));
        }
        assertTrue(shown().contains("NOT IN THE LOG"), shown());
        assertTrue(shown().contains("observing"), shown());
        assertTrue(shown().contains("acted"), "what happened is shown");
        assertFalse(shown().contains("acting"), "what was refused did not happen");
    }

    @Test
    void whatIsShownIsRedacted() throws IOException {
        Files.writeString(directory, "");
        String secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        try (AuditJournal log = open(Logs.options(temporary))) {
            log.append(entry(Tier.T0, Phase.OUTCOME, Decision.ALLOWED, secret));
        }
        assertFalse(shown().contains(secret.substring(8)), shown());
    }

    @ParameterizedTest
    @EnumSource(WhenUnavailable.class)
    void theHostMayChooseOtherwiseAndTheLogSaysWhatWasMissed(WhenUnavailable answer) {
        JournalOptions options = Logs.options(temporary).withUnavailable(answer);
        try (AuditJournal log = open(options)) {
            log.append(Logs.intent("before"));
            disk.broken = true;
            for (Tier tier : Tier.values()) {
                AuditEntry entry = entry(tier, Phase.INTENT, Decision.ALLOWED, "meanwhile");
                if (answer.allows(tier)) {
                    assertEquals(0, log.append(entry).sequence());
                } else {
                    assertThrows(AuditUnavailableException.class, () -> log.append(entry));
                }
            }
            disk.broken = false;
            assertTrue(log.append(Logs.intent("after")).sequence() > 1);
            assertEquals(JournalState.OPEN, log.state());
        }
        String records = String.join("\n", AuditReader.tail(directory, 100));
        long allowed = Arrays.stream(Tier.values()).filter(answer::allows).count();
        assertTrue(records.contains("\"event\":\"degraded\",\"records\":" + allowed), records);
        assertTrue(records.contains("\"whenUnavailable\":\"" + answer + "\""), records);
        assertEquals(answer != WhenUnavailable.REFUSE_ABOVE_T0, records.contains("\"event\":\"policy\""));
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void aLogThatIsClosedBeforeItCanSayWhatItMissedHasTheNextOneSayIt() throws IOException {
        Files.writeString(temporary.resolve("keys"), "a file where the directory of the key should be");
        JournalOptions options = Logs.options(temporary);
        for (int i = 0; i < 2; i++) {
            try (AuditJournal log = open(options)) {
                assertEquals(JournalState.DEGRADED, log.state());
                log.append(entry(Tier.T0, Phase.INTENT, Decision.ALLOWED, "observing"));
                log.append(entry(Tier.T0, Phase.OUTCOME, Decision.ALLOWED, "observed"));
            }
        }
        Files.delete(temporary.resolve("keys"));
        try (AuditJournal log = open(options)) {
            assertEquals(2, log.append(Logs.intent("after")).sequence());
        }
        String records = String.join("\n", AuditReader.tail(directory, 100));
        assertEquals(1, records.split("\"event\":\"degraded\",\"records\":4,", -1).length - 1, records);
        try (AuditJournal log = open(options)) {
            assertEquals(3, log.append(Logs.intent("said once")).sequence());
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void withoutSpaceNothingNewBeginsAndWhatMustBeSaidIsRecorded() {
        try (AuditJournal log = open(Logs.options(temporary).withSpace(ALL_BUT_FULL))) {
            assertEquals(JournalState.LOCKDOWN, log.state());
            for (Decision decision : new Decision[] {Decision.ALLOWED, Decision.PREVIEWED}) {
                assertThrows(
                        AuditUnavailableException.class,
                        () -> log.append(entry(Tier.T0, Phase.INTENT, decision, "new")));
            }
            log.append(entry(Tier.T2, Phase.INTENT, Decision.DENIED, "denied"));
            log.append(entry(Tier.T2, Phase.OUTCOME, Decision.ALLOWED, "outcome"));
        }
        String records = String.join("\n", AuditReader.tail(directory, 100));
        assertTrue(records.contains("\"event\":\"lockdown\""), records);
        assertTrue(records.contains("denied") && records.contains("outcome"), records);
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void onAFullDiskTheReserveIsGivenUpForWhatMustBeSaid() throws IOException {
        SpaceLimits none = new SpaceLimits(0, 0, 100_000);
        Path reserve = directory.resolve("reserve");
        try (AuditJournal log = open(Logs.options(temporary).withSpace(none))) {
            assertEquals(100_000, Files.size(reserve));
            disk.fullWhile = reserve;
            log.append(entry(Tier.T3, Phase.OUTCOME, Decision.ALLOWED, "outcome"));
            assertFalse(Files.exists(reserve));
        }
        assertTrue(String.join("\n", AuditReader.tail(directory, 10)).contains("\"event\":\"lockdown\""));
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void theJournalLooksAtItsFilesWhenNothingIsWritten() throws Exception {
        JournalOptions often = Logs.options(temporary).withCheckpoints(1000, Duration.ofMillis(10));
        try (AuditJournal log = open(often)) {
            log.append(Logs.intent("r1"));
            Files.delete(Logs.segment(directory));
            while (log.state() != JournalState.TAMPERED) {
                Thread.onSpinWait();
            }
        }
        assertTrue(shown().contains("was removed while it was written to"), shown());
    }

    private static AuditEntry entry(Tier tier, Phase phase, Decision decision, String text) {
        return new AuditEntry(
                Logs.NOW, "a", "c/1", text, "t.v", "h", tier, phase, decision, JsonObject.EMPTY, null, null, "p/1");
    }

    /** A disk that takes nothing for a while. */
    private static final class BrokenDisk extends Disk {

        private volatile boolean broken;
        private volatile Path fullWhile;

        @Override
        void write(FileChannel file, byte[] bytes) throws IOException {
            if (broken) {
                throw new IOException("input/output error");
            }
            Path full = fullWhile;
            if (full != null && Files.exists(full)) {
                throw new IOException("No space left on device");
            }
            super.write(file, bytes);
        }
    }

    /** Nobody signed a note: numbers without bounds, nonsense and other things keep no log from taking records. */
    @Test
    void notesThatPraxisDidNotLeaveBlockNothingAndAreOnTheRecord() throws IOException {
        JournalOptions options = Logs.options(temporary);
        try (AuditJournal log = open(options)) {
            log.append(Logs.intent("first"));
        }
        Path missed = Files.createDirectory(directory.resolve("missed"));
        String note = """
                {"records":9007199254740991,"since":"2026-11-21T08:00:00.000000Z","v":1,"whenUnavailable":"ALLOW_ALL","why":"x"}""";
        for (String name : List.of("a", "b", "c")) {
            Files.writeString(missed.resolve(name + ".json"), note);
        }
        Files.writeString(missed.resolve("d.json"), note.replace("9007199254740991", "-1"));
        Files.writeString(missed.resolve("e.json"), "no JSON");
        Files.createDirectory(missed.resolve("f.json"));
        try (AuditJournal log = open(options)) {
            assertEquals(4, log.append(Logs.intent("after")).sequence());
        }
        String records = String.join("\n", AuditReader.tail(directory, 100));
        assertTrue(records.contains("\"records\":9007199254740991"), records);
        assertTrue(records.contains("\"source\":\"an unsigned note\""), records);
        assertTrue(records.contains("\"count\":3,\"event\":\"notes-refused\""), records);
        assertTrue(Files.exists(missed.resolve("e.json.refused")));
        try (AuditJournal log = open(options)) {
            assertEquals(5, log.append(Logs.intent("said once")).sequence());
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }
}
