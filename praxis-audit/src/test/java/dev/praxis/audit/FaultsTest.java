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
 * Every call to the kernel by which opening, appending and closing reach the disk: killed there, and failing there. strace
 * counts them first, and then meets each of them; a build that is no soak meets some.
 */
@RequiresTool(
        value = "strace",
        from = "strace",
        probe = {"-f", "-o", "/dev/null", "true"})
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class FaultsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<Step> STEPS = List.of(Step.OPEN, Step.APPEND, Step.CLOSE);

    @TempDir
    static Path directory;

    private static final AtomicInteger RUNS = new AtomicInteger();

    private static final Map<Step, List<Strace.Call>> CALLS = new EnumMap<>(Step.class);

    @BeforeAll
    static void countTheCalls() throws Exception {
        Strace strace = next();
        try (ChildJvm child = strace.start()) {
            List<String> said = child.finish();
            assertEquals(4, said.size(), said::toString);
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
    }

    private static Strace next() throws IOException {
        return new Strace(Files.createDirectory(directory.resolve("run-" + RUNS.incrementAndGet())));
    }

    @DisplayName("killed at")
    @TestFactory
    Stream<DynamicTest> killed() {
        return some(Soak.times(6, Integer.MAX_VALUE))
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> killedAt(call)));
    }

    @DisplayName("failing with EIO at")
    @TestFactory
    Stream<DynamicTest> failing() {
        return some(Soak.times(5, Integer.MAX_VALUE))
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> failingAt(call, "EIO")));
    }

    @DisplayName("failing with ENOSPC at")
    @TestFactory
    Stream<DynamicTest> full() {
        return some(Soak.times(4, Integer.MAX_VALUE))
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> failingAt(call, "ENOSPC")));
    }

    /** The calls of appending, and so many others, spread over all. */
    private static Stream<Strace.Call> some(int most) {
        List<Strace.Call> others = new ArrayList<>(CALLS.get(Step.OPEN));
        others.addAll(CALLS.get(Step.CLOSE));
        others.removeIf(call -> call.name().equals("mkdir"));
        int stride = Math.max(1, others.size() / most);
        List<Strace.Call> all = new ArrayList<>(CALLS.get(Step.APPEND).subList(2, 4));
        for (int i = stride - 1; i < others.size(); i += stride) {
            all.add(others.get(i));
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

    /** Whatever was acknowledged is in the log, which can be opened, written to and verified. */
    private static void requireKept(Path log, List<String> said) {
        try (AuditJournal journal = Logs.open(log)) {
            assertTrue(journal.append(Logs.intent("afterwards")).sequence() > 0);
        }
        VerificationReport report = AuditVerifier.verify(log);
        assertEquals(List.of(), report.findings());
        assertEquals(0, report.tornBytes());
        List<String> hashes = AuditReader.tail(log, 100).stream()
                .map(line -> CanonicalJson.parseObject(line).string("hash").orElseThrow())
                .toList();
        List<String> acknowledged =
                said.stream().filter(line -> line.matches("[0-9a-f]{64}")).toList();
        // A T1 intent that is not in the log is refused, so a hash is that of a durable record.
        assertTrue(hashes.containsAll(acknowledged), () -> acknowledged + " in " + hashes);
    }
}
