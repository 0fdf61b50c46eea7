package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.tlog.FileWitness;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.redaction.Redactor;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.testkit.RequiresTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal has its checkpoints cosigned, and who rewrites it with its own key is found by those who cosigned. */
@Timeout(60)
class WitnessedJournalTest {

    @TempDir
    Path directory;

    private Path log;
    private Path memory;

    @BeforeEach
    void places() throws IOException {
        log = directory.resolve("log");
        memory = Files.createDirectory(directory.resolve("witness"));
    }

    @DisplayName("a record is witnessed after it is checkpointed, and the checkpoint of the log has the cosignature")
    @Test
    void witnessed() throws Exception {
        try (AuditJournal journal = open(everyRecord(local()))) {
            Appended appended = journal.submit(Logs.intent("r-1"));
            assertEquals(1, appended.witnessed().toCompletableFuture().get().sequence());
            assertTrue(appended.checkpointed().toCompletableFuture().isDone());
        }
        assertEquals(
                2,
                SignedCheckpoint.parse(Files.readAllBytes(log.resolve(SignedCheckpoint.FILE)), AuditVerifier.keyOf(log))
                        .note()
                        .signatures()
                        .size());
        assertTrue(AuditVerifier.verify(log).isIntact());
        try (AuditJournal again = open(everyRecord(local()))) {
            assertEquals(2, again.append(Logs.intent("r-2")).sequence());
        }
        assertEquals(2, remembered().checkpoint().size());
    }

    @DisplayName(
            "a log that was rewritten from the start with its own key, checkpoint and all, is refused when it is opened")
    @Test
    void rewritten() throws IOException {
        write(everyRecord(local()), "r-1", "r-2");
        rewriteWithTheKey("x-1", "x-2", "x-3");
        assertTrue(AuditVerifier.verify(log).isIntact(), "from its own files it cannot be told");
        assertEquals(
                List.of(Finding.Kind.WITNESS_MISMATCH),
                kinds(AuditVerifier.verify(
                        log,
                        AuditVerifier.keyOf(log),
                        List.of(new Anchor("witness", remembered().checkpoint())))));
        refused();
    }

    @DisplayName("a log that was begun anew with its own key, or put back, is refused when it is opened")
    @Test
    void shorter() throws IOException {
        write(everyRecord(local()), "r-1");
        Map<String, byte[]> backup = Logs.snapshot(log);
        write(everyRecord(local()), "r-2");
        Logs.restore(log, backup);
        refused();
        rewriteWithTheKey("x-1");
        refused();
    }

    @DisplayName(
            "a log that is new beside a witness that remembers another one says so, once, on the record and on standard error")
    @Test
    void besideAnother() throws IOException {
        write(everyRecord(local()), "r-1");
        assertEquals(1, AuditReader.tail(log, 9).size(), "the first log of a witness has nothing to say");
        Files.move(log, directory.resolve("removed"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        JournalOptions next =
                everyRecord(local()).withIdentity(directory.resolve("keys/audit.key"), "example.org/next");
        try (AuditJournal journal = AuditJournal.open(
                log,
                Redactor.standard(),
                () -> Logs.NOW,
                next,
                new Disk(),
                new LastResort(new PrintStream(said, true, StandardCharsets.UTF_8)))) {
            assertEquals(2, journal.append(Logs.intent("r-1")).sequence());
        }
        write(next, "r-2");
        List<String> lines = AuditReader.tail(log, 9);
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).contains("{\"count\":1,\"event\":\"other-logs\"}"), lines.get(0));
        assertTrue(
                said.toString(StandardCharsets.UTF_8).contains("remembers 1 other log;"),
                said.toString(StandardCharsets.UTF_8));
    }

    @RequiresTool(value = "mkfifo", from = "coreutils")
    @DisplayName("a pipe in place of the lock of a witness makes nobody wait")
    @Test
    void pipe() throws Exception {
        assertEquals(
                0,
                new ProcessBuilder(
                                "mkfifo",
                                "-m",
                                "600",
                                memory.resolve("witness.lock").toString())
                        .start()
                        .waitFor());
        try (AuditJournal journal = open(everyRecord(local()))) {
            Appended appended = journal.submit(Logs.intent("r-1"));
            assertThrows(ExecutionException.class, appended.witnessed().toCompletableFuture()::get);
            assertEquals(2, journal.witnessFailures(), "at the opening and for the record");
        }
    }

    @DisplayName("witnesses that are not there are counted, and keep nobody from the log")
    @Test
    void absent() throws Exception {
        WitnessPolicy both =
                WitnessPolicy.of(2, local(), WitnessPolicy.inDirectory(directory.resolve("unmounted"), () -> Logs.NOW));
        try (AuditJournal journal = open(everyRecord(both.sources().toArray(WitnessPolicy.Source[]::new)))) {
            journal.submit(Logs.intent("r-1")).witnessed().toCompletableFuture().get(); // one of two is enough
        }
        try (AuditJournal journal = open(everyRecord().withWitnesses(both))) {
            long before = journal.witnessFailures();
            Appended appended = journal.submit(Logs.intent("r-2"));
            assertInstanceOf(
                    AuditUnavailableException.class,
                    assertThrows(ExecutionException.class, appended.witnessed().toCompletableFuture()::get)
                            .getCause());
            assertEquals(2, appended.durable().toCompletableFuture().get().sequence());
            assertTrue(journal.witnessFailures() > before);
            assertEquals(JournalState.OPEN, journal.state());
        }
    }

    @DisplayName("a witness that does not answer holds up neither records nor checkpoints")
    @Test
    void hanging() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        WitnessPolicy.Source slow = key -> {
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return local().of(key);
        };
        JournalOptions options =
                everyRecord().withWitnesses(new WitnessPolicy(List.of(slow), 1, Duration.ofMillis(50)));
        try (AuditJournal journal = open(options)) {
            Appended first = journal.submit(Logs.intent("r-1"));
            Appended second = journal.submit(Logs.intent("r-2"));
            second.checkpointed().toCompletableFuture().get();
            answers.countDown();
            first.witnessed().toCompletableFuture().get();
            second.witnessed().toCompletableFuture().get();
        }
    }

    @DisplayName("without witnesses nothing is witnessed, and a quorum that cannot be is refused")
    @Test
    void none() {
        try (AuditJournal journal = open(everyRecord())) {
            Appended appended = journal.submit(Logs.intent("r-1"));
            assertThrows(ExecutionException.class, appended.witnessed().toCompletableFuture()::get);
        }
        assertThrows(InvalidArgumentException.class, () -> WitnessPolicy.of(2, local()));
        assertThrows(InvalidArgumentException.class, () -> WitnessPolicy.of(0, local()));
        assertThrows(InvalidArgumentException.class, () -> WitnessPolicy.of(1));
    }

    private WitnessPolicy.Source local() {
        return WitnessPolicy.inDirectory(memory, () -> Logs.NOW);
    }

    private JournalOptions everyRecord(WitnessPolicy.Source... sources) {
        JournalOptions options = Logs.options(log)
                .withIdentity(directory.resolve("keys/audit.key"), "example.org/test")
                .withCheckpoints(1, Duration.ofHours(1));
        return sources.length == 0 ? options : options.withWitnesses(WitnessPolicy.of(1, sources));
    }

    private AuditJournal open(JournalOptions options) {
        return Logs.open(log, options, new Disk());
    }

    private void write(JournalOptions options, String... requests) {
        try (AuditJournal journal = open(options)) {
            for (String request : requests) {
                journal.append(Logs.intent(request));
            }
        }
    }

    /** As somebody does who has all files of the machine, the key too. */
    private void rewriteWithTheKey(String... requests) throws IOException {
        Files.move(log, directory.resolve("the true one"));
        write(everyRecord(), requests);
    }

    private void refused() {
        try (AuditJournal journal = open(everyRecord(local()))) {
            assertEquals(JournalState.TAMPERED, journal.state());
            assertThrows(AuditTamperedException.class, () -> journal.append(Logs.intent("r-9")));
        }
    }

    private SignedCheckpoint remembered() throws IOException {
        NoteVerifierKey key = AuditVerifier.keyOf(log);
        return SignedCheckpoint.read(FileWitness.checkpointOf(memory, key.name()), key)
                .orElseThrow();
    }

    private static List<Finding.Kind> kinds(VerificationReport report) {
        return report.findings().stream().map(Finding::kind).toList();
    }
}
