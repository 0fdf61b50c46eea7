package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.audit.FaultChild.Step;
import dev.praxis.testkit.RequiresTool;
import dev.praxis.testkit.Soak;
import dev.praxis.testkit.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every call to the kernel by which opening, appending, beginning a segment, signing, pruning and closing reach the disk: killed there,
 * and failing there. strace counts them first, and then meets each of them; a build that is no soak meets some of each step.
 */
@RequiresTool(
        value = "strace",
        from = "strace",
        probe = {"-f", "-o", "/dev/null", "true"})
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class FaultsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<Step> STEPS = List.of(Step.OPEN, Step.APPEND, Step.ROTATE, Step.PRUNE, Step.CLOSE);

    @TempDir
    static Path directory;

    private static final AtomicInteger RUNS = new AtomicInteger();

    private static final Map<Step, List<Strace.Call>> CALLS = new EnumMap<>(Step.class);

    @BeforeAll
    static void countTheCalls() throws Exception {
        Strace strace = next();
        try (ChildJvm child = strace.start()) {
            List<String> said = child.finish();
            assertEquals(8, said.size(), said::toString);
            assertTrue(said.contains(FaultChild.PRUNED + 3), said::toString);
            requireKept(strace.log(), said);
        }
        for (Step step : STEPS) {
            CALLS.put(step, strace.calls(step));
        }
        List<String> append =
                CALLS.get(Step.APPEND).stream().map(Strace.Call::name).toList();
        assertEquals(List.of("write", "fdatasync", "write", "fdatasync"), append, "one of each for a record alone");
        assertTrue(CALLS.get(Step.OPEN).size() > 10, CALLS::toString);
        assertTrue(CALLS.get(Step.CLOSE).size() > 5, CALLS::toString);
        assertTrue(
                names(Step.ROTATE).containsAll(List.of("openat", "write", "fsync", "rename", "fdatasync")),
                CALLS::toString);
        assertTrue(
                names(Step.PRUNE).containsAll(List.of("write", "fsync", "rename", "unlink", "fdatasync")),
                CALLS::toString);
    }

    private static List<String> names(Step step) {
        return CALLS.get(step).stream().map(Strace.Call::name).toList();
    }

    private static Strace next() throws IOException {
        return new Strace(Files.createDirectory(directory.resolve("run-" + RUNS.incrementAndGet())));
    }

    @DisplayName("killed at")
    @TestFactory
    Stream<DynamicTest> killed() {
        return some(Soak.times(3, Integer.MAX_VALUE))
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> killedAt(call)));
    }

    @DisplayName("failing with EIO at")
    @TestFactory
    Stream<DynamicTest> failing() {
        return some(Soak.times(2, Integer.MAX_VALUE))
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> failingAt(call, "EIO")));
    }

    @DisplayName("failing with ENOSPC at")
    @TestFactory
    Stream<DynamicTest> full() {
        return some(Soak.times(2, Integer.MAX_VALUE))
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> failingAt(call, "ENOSPC")));
    }

    /** The calls of appending, and so many of each other step, spread over it. */
    private static Stream<Strace.Call> some(int most) {
        List<Strace.Call> all = new ArrayList<>(CALLS.get(Step.APPEND).subList(2, 4));
        for (Step step : STEPS) {
            if (step != Step.APPEND) {
                List<Strace.Call> calls = new ArrayList<>(CALLS.get(step));
                calls.removeIf(call -> call.name().equals("mkdir"));
                int count = Math.min(most, calls.size());
                for (int i = 1; i <= count; i++) {
                    all.add(calls.get(i * calls.size() / count - 1));
                }
            }
        }
        return all.stream();
    }

    private static void killedAt(Strace.Call call) throws Exception {
        Strace strace = next();
        List<String> said;
        try (ChildJvm child = strace.startToBeKilled(call.fault("signal=KILL"))) {
            assertFalse(child.livesFor(PATIENCE), "it was killed");
            said = child.kill();
        }
        assertFalse(said.contains("ended"), "it was killed before its end");
        requireKept(strace.log(), said);
    }

    private static void failingAt(Strace.Call call, String error) throws Exception {
        Strace strace = next();
        List<String> said;
        try (ChildJvm child = strace.startToFail(call.fault("error=" + error))) {
            said = child.finish();
        }
        assertEquals("ended", said.get(said.size() - 1));
        requireKept(strace.log(), said);
    }

    /** Whatever was acknowledged is in the log, unless it was pruned; the log can be opened, written to and verified. */
    private static void requireKept(Path log, List<String> said) {
        try (AuditJournal journal = Logs.open(log)) {
            assertTrue(journal.append(Logs.intent("afterwards")).sequence() > 0);
        }
        VerificationReport report = AuditVerifier.verify(log);
        assertEquals(List.of(), report.findings());
        assertEquals(0, report.tornBytes());
        boolean done = said.stream().anyMatch(line -> line.startsWith(FaultChild.PRUNED));
        assertTrue(!done || said.contains(FaultChild.PRUNED + report.pruned()), said::toString);
        assertTrue(report.pruned() == 0 || said.contains(FaultChild.PRUNING), said::toString);
        List<String> hashes = AuditReader.tail(log, 100).stream()
                .map(CanonicalJson::parseObject)
                .map(record -> record.get("sequence").orElseThrow() + " "
                        + record.string("hash").orElseThrow())
                .toList();
        List<String> acknowledged = said.stream()
                .filter(line -> line.matches("[0-9]+ [0-9a-f]{64}"))
                .filter(line -> Long.parseLong(line.substring(0, line.indexOf(' '))) > report.pruned())
                .toList();
        // A T1 intent that is not in the log is refused, so a hash is that of a durable record.
        assertTrue(hashes.containsAll(acknowledged), () -> acknowledged + " in " + hashes);
    }
}
