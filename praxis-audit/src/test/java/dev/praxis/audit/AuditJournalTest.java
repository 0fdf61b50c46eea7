package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.plugin.Providers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class AuditJournalTest {

    @TempDir
    private Path temporary;

    private Path directory;
    private Path journal;
    private Path head;

    @BeforeEach
    void nameFiles() {
        directory = temporary.resolve("a/audit");
        journal = directory.resolve("journal.jsonl");
        head = directory.resolve("head.json");
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
    void filesAreForTheOwnerAloneAndOpenOnesAreRepaired() throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
            Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rw-r--r--"));
            log.append(Logs.intent("r2"));
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
        for (String name : List.of("journal.jsonl", "head.json", "journal.lock")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))),
                    name);
        }
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
    void whoWaitsTooLongForTheLockIsToldSo() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Disk slow = new Disk() {
            @Override
            void write(FileChannel file, byte[] bytes, long position) throws IOException {
                writing.countDown();
                awaitUninterruptibly(goOn);
                super.write(file, bytes, position);
            }
        };
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (AuditJournal holder = Logs.open(directory, Duration.ofSeconds(30), slow);
                AuditJournal waiting = Logs.open(directory, Duration.ofMillis(20), new Disk())) {
            Future<AuditLine> held = other.submit(() -> holder.append(Logs.intent("r1")));
            writing.await();
            AuditBusyException busy = assertThrows(AuditBusyException.class, () -> waiting.append(Logs.intent("r2")));
            assertTrue(busy.retryable());
            goOn.countDown();
            assertEquals(1, held.get().sequence());
            assertEquals(2, waiting.append(Logs.intent("r2")).sequence());
        } finally {
            goOn.countDown();
            other.shutdownNow();
        }
    }

    @Test
    void aRecordThatTheHeadDoesNotNameYetIsTakenInAndPassedOn() throws IOException {
        List<Long> passedOn = new ArrayList<>();
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
            byte[] old = Files.readAllBytes(head);
            log.append(Logs.intent("r2"));
            Files.write(head, old);
        }
        try (AuditJournal log = Logs.open(directory, sink(passedOn, null))) {
            assertEquals(3, log.append(Logs.intent("r3")).sequence());
        }
        assertEquals(List.of(2L, 3L), passedOn);
        assertTrue(AuditVerifier.verify(directory).isIntact());
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
            Files.write(journal, Arrays.copyOf(whole, length));
            Files.write(head, oldHead);
            assertTrue(AuditVerifier.verify(directory).isIntact());
            assertEquals(length - before.length, AuditVerifier.verify(directory).tornBytes());
            try (AuditJournal log = Logs.open(directory)) {
                assertEquals(3, log.append(Logs.outcome("r1")).sequence());
            }
            assertEquals(List.of(), AuditVerifier.verify(directory).findings());
            JsonObject maintenance =
                    CanonicalJson.parseObject(AuditReader.tail(directory, 2).get(0));
            assertEquals("MAINTENANCE", maintenance.string("decision").orElseThrow());
            JsonObject args = (JsonObject) maintenance.get("args").orElseThrow();
            assertArrayEquals(
                    Arrays.copyOfRange(whole, before.length, length),
                    Files.readAllBytes(directory.resolve(args.string("sidecar").orElseThrow())));
        }
    }

    @Test
    void whatNoCrashExplainsIsRefusedAndNothingIsWritten() throws IOException {
        String first;
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
            first = Files.readString(journal);
            log.append(Logs.intent("r2"));
        }
        byte[] both = Files.readAllBytes(journal);
        byte[] goodHead = Files.readAllBytes(head);
        byte[] changed = both.clone();
        changed[both.length - 20] ^= 1;
        refused(() -> Files.writeString(journal, first));
        refused(() -> Files.write(journal, Arrays.copyOf(both, both.length - 1)));
        refused(() -> Files.write(journal, changed));
        refused(() -> Files.write(journal, both, StandardOpenOption.APPEND));
        refused(() -> Files.writeString(journal, "junk\n", StandardOpenOption.APPEND));
        refused(() -> Files.delete(head));
        refused(() -> Files.writeString(head, "{}"));
        refused(() -> Files.write(head, Arrays.copyOf(goodHead, goodHead.length - 1)));
        refused(() -> Files.delete(journal));
    }

    /** Breaks the files of a good log, tries to append, and restores them. */
    private void refused(Executable attack) throws IOException {
        Map<String, byte[]> good = files();
        try (AuditJournal log = Logs.open(directory)) {
            attack.execute();
            Map<String, byte[]> broken = files();
            AuditTamperedException e = assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("r3")));
            assertEquals("PRX-AUDIT-TAMPERED", e.code());
            assertFalse(AuditVerifier.verify(directory).isIntact());
            assertSame(broken, files());
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        for (Map.Entry<String, byte[]> file : good.entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void aLogThatWasTakenAwayWhileItWasOpenIsMissed() throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
            Files.delete(journal);
            Files.delete(head);
            assertThrows(AuditTamperedException.class, () -> log.append(Logs.intent("r2")));
            assertFalse(Files.exists(journal));
        }
    }

    @Test
    void aFailedWriteIsNotAcknowledgedAndLeavesNoTrace() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (AuditJournal log = Logs.open(directory, Duration.ofSeconds(5), disk)) {
            log.append(Logs.intent("r1"));
            byte[] before = Files.readAllBytes(journal);
            disk.failWrites = true;
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            assertArrayEquals(before, Files.readAllBytes(journal));
            disk.failWrites = false;
            disk.failSyncs.set(1);
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            assertArrayEquals(before, Files.readAllBytes(journal));
            assertEquals(2, log.append(Logs.intent("r2")).sequence());
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void whereAFailedWriteCannotBeUndoneNothingFollowsIt() {
        FailingDisk disk = new FailingDisk();
        try (AuditJournal log = Logs.open(directory, Duration.ofSeconds(5), disk)) {
            log.append(Logs.intent("r1"));
            disk.failSyncs.set(2);
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            assertEquals(0, disk.failSyncs.get(), "both the write and its undoing failed");
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void whereOnlyTheHeadCouldNotBeWrittenTheRecordIsTakenInLater() {
        FailingDisk disk = new FailingDisk();
        try (AuditJournal log = Logs.open(directory, Duration.ofSeconds(5), disk)) {
            log.append(Logs.intent("r1"));
            disk.goodSyncs.set(1);
            disk.failSyncs.set(1);
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r2")));
            assertTrue(AuditVerifier.verify(directory).isIntact());
            assertEquals(3, log.append(Logs.intent("r3")).sequence());
        }
        assertEquals(List.of(), AuditVerifier.verify(directory).findings());
    }

    @Test
    void sinksGetEachRecordInOrderAndAFailingOneDisturbsNobody() {
        List<Long> passedOn = new ArrayList<>();
        try (AuditJournal log = Logs.open(
                directory, sink(new ArrayList<>(), new IllegalStateException("full")), sink(passedOn, null))) {
            log.append(Logs.intent("r1"));
            log.append(Logs.intent("r2"));
            assertEquals(2, log.sinkFailures());
        }
        assertEquals(List.of(1L, 2L), passedOn);
    }

    @Test
    void anErrorOfASinkReachesTheCaller() {
        AuditSink broken = new AuditSink() {
            @Override
            public void accept(AuditLine line) {
                throw new AssertionError("broken");
            }

            @Override
            public void close() {}
        };
        try (AuditJournal log = Logs.open(directory, broken)) {
            assertThrows(AssertionError.class, () -> log.append(Logs.intent("r1")));
        }
        assertEquals(1, AuditVerifier.verify(directory).records());
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
        provider.open(Map.of("logger", "x")).close();
        assertThrows(InvalidArgumentException.class, () -> provider.open(Map.of("path", "/x")));
    }

    @Test
    void theTailIsReadFromTheEndWithoutATornLine() throws IOException {
        assertEquals(List.of(), AuditReader.tail(directory, 3));
        Files.createDirectories(directory);
        Files.writeString(journal, "torn");
        assertEquals(List.of(), AuditReader.tail(directory, 3));
        String line = "x".repeat(50_000);
        Files.writeString(journal, "a\n" + line + "\nb\n" + line + "\nc");
        assertEquals(List.of(line), AuditReader.tail(directory, 1));
        assertEquals(List.of(line, "b", line), AuditReader.tail(directory, 3));
        assertEquals(List.of("a", line, "b", line), AuditReader.tail(directory, 99));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(
                bytes, actual.get(name), () -> name + ": " + new String(bytes, StandardCharsets.UTF_8)));
    }

    private static AuditSink sink(List<Long> passedOn, RuntimeException failure) {
        return new AuditSink() {
            @Override
            public void accept(AuditLine line) {
                if (failure != null) {
                    throw failure;
                }
                passedOn.add(line.sequence());
            }

            @Override
            public void close() {}
        };
    }

    /** A disk that is full, or whose device is gone. */
    private static final class FailingDisk extends Disk {

        private volatile boolean failWrites;
        private final AtomicInteger goodSyncs = new AtomicInteger();
        private final AtomicInteger failSyncs = new AtomicInteger();

        @Override
        void write(FileChannel file, byte[] bytes, long position) throws IOException {
            if (failWrites) {
                super.write(file, Arrays.copyOf(bytes, bytes.length / 2), position);
                throw new IOException("no space left on device");
            }
            super.write(file, bytes, position);
        }

        @Override
        void sync(FileChannel file) throws IOException {
            if (goodSyncs.getAndUpdate(left -> Math.max(0, left - 1)) == 0
                    && failSyncs.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IOException("input/output error");
            }
            super.sync(file);
        }
    }
}
