package dev.praxis.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.AuditJournal;
import dev.praxis.audit.AuditReader;
import dev.praxis.audit.AuditUnavailableException;
import dev.praxis.audit.AuditVerifier;
import dev.praxis.audit.JournalOptions;
import dev.praxis.audit.JournalState;
import dev.praxis.audit.SpaceLimits;
import dev.praxis.audit.WhenUnavailable;
import dev.praxis.audit.sink.PlannedSink;
import dev.praxis.audit.sink.SinkMode;
import dev.praxis.audit.sink.SinkPlan;
import dev.praxis.execution.approval.ApprovalToken;
import dev.praxis.redaction.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate lets happen while the log cannot keep records, and what the real log says of it. */
class GateEvidenceTest {

    private static final JournalOptions USUAL =
            JournalOptions.defaults().withSpace(new SpaceLimits(0, 0, 0)).withLockWait(Duration.ofSeconds(30));

    @TempDir
    private Path directory;

    private Lab lab;
    private Path log;

    @BeforeEach
    void aLab() {
        lab = new Lab(directory.resolve("lab"));
        log = directory.resolve("audit");
    }

    private void with(JournalOptions options, Consumer<AuditJournal> work) {
        try (AuditJournal journal = AuditJournal.open(log, Redactor.standard(), lab.now::get, options)) {
            lab.log = journal;
            lab.gate = lab.newGate();
            work.accept(journal);
        }
    }

    /** Phase, decision and event or error of each record. */
    private List<String> story() {
        return AuditReader.tail(log, 100).stream()
                .map(CanonicalJson::parseObject)
                .map(record -> text(record, "phase") + " " + text(record, "decision")
                        + record.string("error").map(error -> " " + error).orElse(""))
                .toList();
    }

    private static String text(JsonObject record, String member) {
        return record.string(member).orElse("");
    }

    @DisplayName("a log that can keep nothing: T0 goes on, everything above is refused, and no approval is issued")
    @Test
    void degraded() throws IOException {
        ApprovalToken token = lab.approve(Lab.wipe("{}"));
        int notices = lab.notices.size();
        Files.writeString(log, "a file where the directory of the log should be");
        with(USUAL, journal -> {
            assertEquals(JournalState.DEGRADED, journal.state());
            assertEquals(
                    ActionOutcome.Status.SUCCEEDED,
                    lab.gate
                            .run(Lab.proposal("look", "a", "{}"), Optional.empty())
                            .status());
            lab.ran.clear();
            assertThrows(AuditUnavailableException.class, () -> lab.gate.dryRun(Lab.proposal("restart", "a", "{}")));
            assertThrows(IntentUnrecordedException.class, () -> lab.run(Lab.wipe("{}"), token));
            assertEquals(List.of(), lab.ran);
            assertEquals(notices, lab.notices.size());
        });
    }

    @DisplayName("a disk that is all but full: not even T0 begins, and denials are recorded")
    @Test
    void lockdown() {
        ApprovalToken token = lab.approve(Lab.wipe("{}"));
        with(USUAL.withSpace(new SpaceLimits(Long.MAX_VALUE / 2, Long.MAX_VALUE / 4, 4096)), journal -> {
            assertEquals(JournalState.LOCKDOWN, journal.state());
            assertThrows(
                    IntentUnrecordedException.class,
                    () -> lab.gate.run(Lab.proposal("look", "a", "{}"), Optional.empty()));
            assertThrows(AuditUnavailableException.class, () -> lab.gate.dryRun(Lab.wipe("{}")));
            assertThrows(IntentUnrecordedException.class, () -> lab.run(Lab.wipe("{}"), token));
            ActionDeniedException denied =
                    assertThrows(ActionDeniedException.class, () -> lab.gate.run(Lab.wipe("{}"), Optional.empty()));
            assertEquals(0, denied.getSuppressed().length, "the denial is on record");
            assertEquals(List.of(), lab.ran);
        });
        assertEquals("OUTCOME MAINTENANCE", story().get(0));
        assertTrue(story().get(1).startsWith("INTENT DENIED T3"), story().toString());
        assertEquals(2, story().size());
    }

    @DisplayName(
            "a host that wants everything to go on without evidence has that on record, and what was missed is counted")
    @Test
    void theOtherChoice() throws IOException {
        ApprovalToken token = lab.approve(Lab.wipe("{}"));
        Files.writeString(log, "a file where the directory of the log should be");
        with(USUAL.withUnavailable(WhenUnavailable.ALLOW_ALL), journal -> {
            assertEquals(
                    ActionOutcome.Status.SUCCEEDED,
                    lab.run(Lab.wipe("{}"), token).status());
            delete(log);
            lab.now.updateAndGet(now -> now.plusSeconds(5));
            while (journal.state() == JournalState.DEGRADED) {
                lab.gate.run(Lab.proposal("look", "a", "{}"), Optional.empty());
            }
        });
        String records = String.join("\n", AuditReader.tail(log, 100));
        assertTrue(
                records.contains("\"event\":\"policy\",\"registered\":false,\"whenUnavailable\":\"ALLOW_ALL\""),
                records);
        assertTrue(records.contains("\"event\":\"degraded\",\"records\":"), records);
        assertTrue(AuditVerifier.verify(log).isIntact());
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JournalOptions required(FlakySink sink) {
        return USUAL.withSinks(SinkPlan.of(PlannedSink.of("siem", SinkMode.REQUIRED, sink, Map.of())));
    }

    @DisplayName("a required sink that does not take the intent: nothing runs, and the log says so behind the intent")
    @Test
    void theIntentIsNotDelivered() {
        FlakySink sink = new FlakySink();
        sink.down = true;
        with(required(sink), journal -> {
            IntentUnrecordedException refused = assertThrows(
                    IntentUnrecordedException.class,
                    () -> lab.gate.run(Lab.proposal("look", "a", "{}"), Optional.empty()));
            assertInstanceOf(AuditSinkException.class, refused.getCause());
            assertTrue(refused.getMessage().contains("the intent is in the audit log"), refused.getMessage());
            assertEquals(List.of(), lab.ran);
            sink.down = false;
            lab.gate.run(Lab.proposal("look", "a", "{}"), Optional.empty());
        });
        assertEquals("INTENT ALLOWED", story().get(0));
        assertTrue(story().get(1).startsWith("OUTCOME ALLOWED FAILED: nothing ran: an audit sink"), story().toString());
        assertEquals(4, story().size());
        assertEquals(List.of(), AuditVerifier.verify(log).orphanIntents(), "nobody has to look whether it ran");
        assertEquals(1, sink.gaps.get(0).first());
        assertEquals(2, sink.gaps.get(0).last());
        assertEquals(2, sink.lines.size());
    }

    @DisplayName(
            "a required sink that does not take the outcome: it is in the log, and the caller is told how it ended and what is missing")
    @Test
    void theOutcomeIsNotDelivered() {
        FlakySink sink = new FlakySink();
        lab.runner = command -> {
            sink.down = true;
            lab.ran.add(command);
            return new CommandResult(0, false, Lab.OUTPUT, "fine", Duration.ofMillis(5));
        };
        with(required(sink), journal -> {
            OutcomeUndeliveredException told = assertThrows(
                    OutcomeUndeliveredException.class,
                    () -> lab.gate.run(Lab.proposal("look", "a", "{}"), Optional.empty()));
            assertEquals(ActionOutcome.Status.SUCCEEDED, told.outcome().status());
            assertEquals("PRX-GATE-OUTCOME-UNDELIVERED", told.code());
            assertTrue(told.getMessage().contains("'siem'"), told.getMessage());
        });
        assertEquals(1, lab.ran.size());
        assertEquals(List.of("INTENT ALLOWED", "OUTCOME ALLOWED"), story());
    }

    @DisplayName("a required sink that does not take a denial: it stays a denial, and is not said to be on no record")
    @Test
    void theDenialIsNotDelivered() {
        FlakySink sink = new FlakySink();
        sink.down = true;
        with(required(sink), journal -> {
            ActionDeniedException denied =
                    assertThrows(ActionDeniedException.class, () -> lab.gate.run(Lab.wipe("{}"), Optional.empty()));
            assertTrue(denied.getMessage().contains("this denial is in the audit log"), denied.getMessage());
            assertFalse(denied.getMessage().contains("NOT on record"), denied.getMessage());
        });
        assertEquals(1, story().size());
    }

    @DisplayName("a hard stop that is raised while the intent is recorded: nothing runs, and the log says so")
    @Test
    void aStopBeforeTheStart() {
        lab.audit.failWhere(entry -> lab.stops.raise("a signed policy", "it was changed"));
        ActionDeniedException denied = assertThrows(
                ActionDeniedException.class, () -> lab.gate.run(Lab.proposal("look", "a", "{}"), Optional.empty()));
        assertTrue(denied.getMessage().contains("a hard stop stands since"), denied.getMessage());
        assertEquals(List.of(), lab.ran);
        assertEquals(List.of("INTENT ALLOWED", "OUTCOME ALLOWED"), lab.audit.story());
        assertTrue(lab.audit.entries().get(1).error().startsWith("FAILED: nothing ran: a hard stop"));
    }

    @DisplayName(
            "a hard stop that is raised while the first command runs: the second does not start, and the outcome is unknown")
    @Test
    void aStopBetweenCommands() {
        lab.runner = command -> {
            lab.ran.add(command);
            lab.stops.raise("a signed policy", "it was changed");
            return new CommandResult(0, false, Lab.OUTPUT, "fine", Duration.ofMillis(5));
        };
        ActionOutcome outcome = lab.gate.run(Lab.proposal("look-twice", "a", "{}"), Optional.empty());
        assertEquals(ActionOutcome.Status.UNKNOWN, outcome.status());
        assertTrue(outcome.message().contains("a hard stop stands since"), outcome.message());
        assertEquals(1, lab.ran.size());
    }

    @DisplayName("stops that cannot be looked up stop as well, also between commands")
    @Test
    void stopsThatCannotBeRead() {
        lab.runner = command -> {
            lab.ran.add(command);
            try {
                Files.writeString(
                        Files.createDirectories(directory.resolve("lab")).resolve("stops"), "no directory");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return new CommandResult(0, false, Lab.OUTPUT, "fine", Duration.ofMillis(5));
        };
        ActionOutcome outcome = lab.gate.run(Lab.proposal("look-twice", "a", "{}"), Optional.empty());
        assertEquals(ActionOutcome.Status.UNKNOWN, outcome.status());
        assertEquals(1, lab.ran.size());
    }
}
