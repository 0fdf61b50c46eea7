package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.sqlite.FaultChild.Answer;
import dev.praxis.store.sqlite.FaultChild.Step;
import dev.praxis.testkit.RequiresTool;
import dev.praxis.testkit.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every single call to the kernel by which a transaction, or the checkpoint when a store is closed, reaches the disk: killed
 * there, and failing there. strace counts them first, and then meets each of them.
 */
@RequiresTool(
        value = "strace",
        from = "strace",
        probe = {"-f", "-o", "/dev/null", "true"})
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FaultsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path directory;

    private static final AtomicInteger RUNS = new AtomicInteger();

    private static List<Strace.Call> ofPut;
    private static List<Strace.Call> ofClose;

    @BeforeAll
    static void countTheCalls() throws Exception {
        Strace strace = next();
        runWithoutFault(strace.start(Samples.location(strace.file())));
        ofPut = strace.calls(Step.PUT);
        ofClose = strace.calls(Step.CLOSE);
        assertTrue(ofPut.stream().anyMatch(call -> call.name().equals("pwrite64")), ofPut::toString);
        assertTrue(isSync(ofPut.get(ofPut.size() - 1)), ofPut::toString);
        assertTrue(ofClose.size() > 2, ofClose::toString);
    }

    private static void runWithoutFault(ChildJvm child) throws Exception {
        try (child) {
            child.tell("go on");
            assertEquals(
                    List.of("PUT WRITTEN", "LOOK 3", "PUT_AGAIN WRITTEN", "CLOSE closed", "END ended"), child.finish());
        }
    }

    private static Strace next() throws IOException {
        return new Strace(Files.createDirectory(directory.resolve("run-" + RUNS.incrementAndGet())));
    }

    @DisplayName("a commit waits for the disk, unless the location says that it need not")
    @Test
    void aCommitWaitsForTheDisk() throws Exception {
        Strace hasty = next();
        runWithoutFault(hasty.start(Samples.hasty(hasty.file())));
        assertEquals(
                ofPut.stream()
                        .filter(call -> !isSync(call))
                        .map(Strace.Call::name)
                        .toList(),
                hasty.calls(Step.PUT).stream().map(Strace.Call::name).toList());
        assertEquals(1, ofPut.stream().filter(FaultsTest::isSync).count());
    }

    private static boolean isSync(Strace.Call call) {
        return call.name().matches("fsync|fdatasync");
    }

    @DisplayName("killed at")
    @TestFactory
    Stream<DynamicTest> killed() {
        return Stream.of(Step.PUT, Step.CLOSE)
                .flatMap(step -> of(step).stream()
                        .map(call -> DynamicTest.dynamicTest(step + ": " + call, () -> killedAt(step, call))));
    }

    @DisplayName("failing once at")
    @TestFactory
    Stream<DynamicTest> failing() {
        return Stream.of("EIO", "ENOSPC")
                .flatMap(error -> ofPut.stream()
                        .map(call -> DynamicTest.dynamicTest(error + ": " + call, () -> failingAt(call, error))));
    }

    @DisplayName("failing from there on at")
    @TestFactory
    Stream<DynamicTest> broken() {
        return ofPut.stream().map(call -> DynamicTest.dynamicTest(call.toString(), () -> brokenFrom(call)));
    }

    @DisplayName("failing when the store is closed at")
    @TestFactory
    Stream<DynamicTest> failingToClose() {
        return ofClose.stream().map(call -> DynamicTest.dynamicTest(call.toString(), () -> failingToCloseAt(call)));
    }

    private static List<Strace.Call> of(Step step) {
        return step == Step.PUT ? ofPut : ofClose;
    }

    private static void killedAt(Step step, Strace.Call call) throws Exception {
        Strace strace = next();
        try (ChildJvm child = strace.startToBeKilled(call.fault("signal=KILL"))) {
            child.tell("go on");
            assertFalse(child.livesFor(PATIENCE), "it was killed");
            List<String> said = child.kill();
            if (step == Step.PUT) {
                assertEquals(List.of(), said);
            } else {
                assertEquals(List.of("PUT WRITTEN", "LOOK 3", "PUT_AGAIN WRITTEN"), said);
            }
        }
        List<Strace.Call> made = strace.calls(step);
        assertEquals(call.nth(), made.get(made.size() - 1).nth(), "it was killed where it should be");
        assertEquals(call.name(), made.get(made.size() - 1).name());
        int acknowledged = step == Step.PUT ? FaultChild.BEFORE : FaultChild.BEFORE + 2;
        int revisions = revisions(strace.file());
        assertTrue(revisions >= acknowledged && revisions <= FaultChild.BEFORE + (step == Step.PUT ? 1 : 2));
    }

    private static void failingAt(Strace.Call call, String error) throws Exception {
        Strace strace = next();
        try (ChildJvm child = strace.start(call.fault("error=" + error))) {
            assertEquals(Answer.NOTHING_WRITTEN, answer(Step.PUT, child));
            assertEquals(FaultChild.BEFORE, seen(child));
            assertEquals(FaultChild.BEFORE, revisions(asIfKilled(strace)), "what was not there does not come");
            child.tell("go on");
            assertEquals(List.of("PUT_AGAIN WRITTEN", "CLOSE closed", "END ended"), child.finish(), "it goes on");
        }
        assertEquals(FaultChild.BEFORE + 1, revisions(strace.file()));
    }

    private static void brokenFrom(Strace.Call call) throws Exception {
        Strace strace = next();
        try (ChildJvm child = strace.start(call.fault("error=EIO") + "+")) {
            Answer answer = answer(Step.PUT, child);
            assertEquals(FaultChild.BEFORE, seen(child), "what was there can be read");
            int revisions = revisions(asIfKilled(strace));
            if (answer != Answer.UNKNOWN) {
                assertEquals(FaultChild.BEFORE, revisions);
            }
            child.tell("go on");
            assertNotEquals(Answer.WRITTEN, answer(Step.PUT_AGAIN, child));
            child.finish();
        }
        revisions(strace.file());
    }

    private static void failingToCloseAt(Strace.Call call) throws Exception {
        Strace strace = next();
        try (ChildJvm child = strace.start(call.fault("error=EIO"))) {
            child.tell("go on");
            assertEquals(
                    List.of("PUT WRITTEN", "LOOK 3", "PUT_AGAIN WRITTEN"),
                    child.finish().subList(0, 3));
        }
        assertEquals(FaultChild.BEFORE + 2, revisions(strace.file()));
    }

    private static Answer answer(Step step, ChildJvm child) throws IOException {
        String[] said = child.hear().split(" ", 2);
        assertEquals(step.toString(), said[0]);
        return Answer.valueOf(said[1]);
    }

    private static int seen(ChildJvm child) throws IOException {
        String said = child.hear();
        assertTrue(said.startsWith(Step.LOOK + " "), said);
        return Integer.parseInt(said.substring(said.indexOf(' ') + 1));
    }

    /** What the child would leave if it were killed now. The index of the log is made anew by who opens the store next. */
    private static Path asIfKilled(Strace strace) throws IOException {
        Path to = Files.createDirectory(strace.directory().resolve("as-if-killed"));
        for (String name : List.of("facts.db", "facts.db-wal")) {
            Files.copy(strace.directory().resolve(name), to.resolve(name));
        }
        return to.resolve("facts.db");
    }

    /** How many revisions are there, whole; and the store takes another one. */
    private static int revisions(Path file) {
        try (VersionedStore store = Samples.open(file)) {
            List<Fact> history = store.history(Samples.KEY, 0, 10);
            for (int i = 0; i < history.size(); i++) {
                assertEquals(i + 1, history.get(i).revision());
                assertEquals(
                        history.get(i).assertion().contentHash(), history.get(i).contentHash());
            }
            assertEquals(history.size() + 1, store.put(Samples.say(99)).sequence());
            return history.size();
        }
    }
}
