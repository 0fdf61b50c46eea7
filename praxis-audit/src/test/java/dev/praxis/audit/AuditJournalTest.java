package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.plugin.Providers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class AuditJournalTest {

    @TempDir
    private Path temporary;

    private Path directory;
    private Path journal;
    private Path checkpoint;

    @BeforeEach
    void nameFiles() {
        directory = temporary.resolve("a/audit");
        journal = SegmentFile.of(directory, 1).path();
        checkpoint = directory.resolve("checkpoint");
    }

    @Test
    void aRecordHasItsPlaceItsHashAndNothingElse() throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            AuditLine first = log.append(Logs.intent("r1"));
            AuditLine second = log.append(Logs.outcome("r1"));
            assertEquals(1, first.sequence());
            assertEquals(2, second.sequence());
            assertEquals(first.json() + "\n" + second.json() + "\n", Files.readString(journal));
            JsonObject record = CanonicalJson.parseObject(second.json());
            assertEquals(first.hash().hex(), record.string("previousHash").orElseThrow());
            assertEquals("2026-11-21T08:00:00.123456Z", record.string("time").orElseThrow());
            assertEquals(second.json(), CanonicalJson.text(record));
        }
        assertEquals(2, AuditVerifier.verify(directory).records());
        assertEquals(2, AuditReader.tail(directory, 10).size());
        assertTrue(AuditReader.tail(directory, 1).get(0).contains("\"sequence\":2"));
    }

    @Test
    void whateverATextHoldsItIsRecorded() {
        String hostile = "\u0000\ud800 \n\r\t\"\\\u2028 é \ud83d\ude00 \udfff{}\u001b[2J";
        try (AuditJournal log = Logs.open(directory)) {
            AuditLine line = log.append(new AuditEntry(
                    Logs.NOW,
                    hostile,
                    hostile,
                    hostile,
                    hostile,
                    hostile,
                    Tier.T3,
                    Phase.OUTCOME,
                    Decision.DENIED,
                    JsonObject.builder().put("{\"\n", "\u0001\ud83d\ude00\"").build(),
                    null,
                    hostile.repeat(4000),
                    hostile));
            assertEquals(-1, line.json().indexOf('\n'));
            assertTrue(CanonicalJson.parseObject(line.json())
                    .string("actor")
                    .orElseThrow()
                    .startsWith("\ufffd\ufffd \n"));
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void anInterruptedCallerGetsItsRecordAndTheJournalGoesOn() {
        try (AuditJournal log = Logs.open(directory)) {
            Thread.currentThread().interrupt();
            assertEquals(1, log.append(Logs.intent("r1")).sequence());
            assertTrue(Thread.interrupted(), "the flag is kept");
            assertEquals(2, log.append(Logs.intent("r2")).sequence());
        }
    }

    @Test
    void journalsOfOneProcessTakeTurnsAndClosingOneDoesNotDisturbTheOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                done.add(threads.submit(() -> {
                    for (int round = 0; round < 5; round++) {
                        try (AuditJournal log = Logs.open(directory)) {
                            for (int i = 0; i < 4; i++) {
                                log.append(Logs.intent(thread + "-" + round + "-" + i));
                            }
                        }
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        VerificationReport report = AuditVerifier.verify(directory);
        assertEquals(List.of(), report.findings());
        assertEquals(80, report.orphanIntents().size());
    }

    @Test
    void whatNoCrashExplainsIsRefusedAndNothingIsWritten() throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
        }
        String first = Files.readString(journal);
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r2"));
        }
        byte[] both = Files.readAllBytes(journal);
        byte[] changed = both.clone();
        changed[both.length - 20] ^= 1;
        refused(() -> Files.writeString(journal, first));
        refused(() -> Files.write(journal, Arrays.copyOf(both, both.length - 1)));
        refused(() -> Files.write(journal, changed));
        refused(() -> Files.writeString(journal, first, StandardOpenOption.APPEND));
        refused(() -> Files.writeString(journal, "junk\n", StandardOpenOption.APPEND));
        refused(() -> Files.writeString(directory.resolve("log.json"), "{}"));
        refused(() -> Files.delete(directory.resolve("log.json")));
        refused(() -> Files.writeString(checkpoint, Files.readString(checkpoint).replace("\n2\n", "\n1\n")));
        refused(() -> Files.writeString(checkpoint, "{}"));
        refused(() -> Files.delete(checkpoint));
        refused(() -> Files.delete(journal));
    }

    /** Breaks the files of a good log, tries to append, and restores them. */
    private void refused(Executable attack) throws IOException {
        Map<String, byte[]> good = Logs.snapshot(directory);
        try {
            attack.execute();
            Map<String, byte[]> broken = Logs.snapshot(directory);
            try (AuditJournal log = Logs.open(directory)) {
                AuditTamperedException e =
                        assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("r3")));
                assertEquals("PRX-AUDIT-TAMPERED", e.code());
            }
            assertSame(broken, Logs.snapshot(directory));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        Logs.restore(directory, good);
    }

    @Test
    void whatIsDoneToTheFilesOfAnOpenLogIsMissed() throws IOException {
        missed(() -> Files.delete(journal));
        missed(() -> Files.writeString(journal, "", StandardOpenOption.TRUNCATE_EXISTING));
        missed(() -> Files.writeString(journal, "{}", StandardOpenOption.APPEND));
        missed(() -> {
            Path copy = Files.copy(journal, directory.resolve("copy"));
            Files.move(copy, journal, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    private void missed(Executable attack) throws IOException {
        AuditJournal log = Logs.open(directory);
        try (log) {
            log.append(Logs.intent("r1"));
            attack.execute();
            assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("r2")));
            assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("r3")));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        for (String name : Logs.snapshot(directory).keySet()) {
            Files.delete(directory.resolve(name));
        }
    }

    @Test
    void aClosedLogRefuses() {
        AuditJournal log = Logs.open(directory);
        log.close();
        log.close();
        assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r1")));
    }

    @Test
    void theSlf4jSinkIsFoundByName() {
        AuditSinkProvider provider = Providers.discover("audit sink", ServiceLoader.load(AuditSinkProvider.class))
                .named("slf4j");
        provider.open(new SinkConfiguration("s", "o", Map.of("logger", "x"))).close();
        assertThrows(
                InvalidArgumentException.class,
                () -> provider.open(new SinkConfiguration("s", "o", Map.of("path", "/x"))));
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(
                bytes, actual.get(name), () -> name + ": " + new String(bytes, StandardCharsets.UTF_8)));
    }
}
