package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.VersionedStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ProcessesTest {

    @TempDir
    Path directory;

    @Test
    void ofRacingProcessesNoUpdateIsLost() throws Exception {
        int processes = 3;
        int each = 60;
        Path file = directory.resolve("facts.db");
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            // The file is not there yet: they also race to make the store.
            children.add(StoreChild.start("increment", file, each));
        }
        for (Process child : children) {
            try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
                assertEquals(List.of("ready", "done " + each), out.lines().toList());
            }
            assertEquals(0, child.waitFor());
        }
        try (VersionedStore store = Samples.open(file)) {
            Fact last = store.active(Samples.KEY).orElseThrow();
            assertEquals((long) processes * each, last.revision());
            assertEquals(
                    Samples.say((long) processes * each).value(),
                    last.assertion().value());
            assertGapless(store.history(Samples.KEY, 0, 1000));
        }
    }

    /** Each puts: nobody may be told that the store is busy, however many share a transaction in the other process. */
    @Test
    void processesWithManyWritersLeaveEachOtherAChance() throws Exception {
        int processes = 2;
        int each = 400;
        Path file = directory.resolve("facts.db");
        Samples.open(file).close();
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            children.add(StoreChild.start("writeInThreads", file, each));
        }
        for (Process child : children) {
            try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
                assertEquals(List.of("ready", "done " + 4 * each), out.lines().toList());
            }
            assertEquals(0, child.waitFor());
        }
        try (VersionedStore store = Samples.open(file)) {
            for (int i = 0; i < 4; i++) {
                List<Fact> history = all(store, new FactKey("thread:" + i, "memory", "observed"));
                assertEquals(processes * each, history.size());
                assertGapless(history);
            }
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesKillingTheWriterAtAnyMoment() throws Exception {
        Random random = new Random(20261121);
        Path file = directory.resolve("facts.db");
        Map<String, String> acknowledged = new HashMap<>();
        for (int round = 0; round < 9; round++) {
            int most = random.nextInt(150);
            acknowledged.putAll(killAfter(StoreChild.start("write", file, round), most, random.nextInt(3)));
            assertHolds(file, acknowledged);
        }
        assertTrue(acknowledged.size() > 50, () -> acknowledged.size() + " writes were acknowledged");
    }

    @Test
    void aStoreOpensAfterItsMakerWasKilledAtAnyMoment() throws Exception {
        Random random = new Random(3);
        for (int round = 0; round < 6; round++) {
            Path file = directory.resolve("made-" + round + ".db");
            assertHolds(file, killAfter(StoreChild.start("write", file, round), 0, random.nextInt(150)));
        }
    }

    /** Lets a child acknowledge some writes and live a little longer, kills it, and returns all that it acknowledged. */
    private static Map<String, String> killAfter(Process child, int most, int moreMillis) throws Exception {
        Map<String, String> acknowledged = new HashMap<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("ready", out.readLine());
            for (int i = 0; i < most; i++) {
                note(out.readLine(), acknowledged);
            }
            assertTrue(!child.waitFor(moreMillis, TimeUnit.MILLISECONDS), "the child ended by itself");
            // Not Process.destroyForcibly, which also closes the pipe with what was acknowledged last.
            child.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                note(line, acknowledged);
            }
        }
        assertEquals(128 + 9, child.waitFor(), "killed by SIGKILL");
        return acknowledged;
    }

    private static void note(String line, Map<String, String> acknowledged) throws IOException {
        if (line == null) {
            throw new IOException("the child ended by itself");
        }
        String[] parts = line.split(" ", -1);
        // The last line may be cut by the kill.
        if (parts.length == 4) {
            acknowledged.put(parts[0] + " " + parts[1], parts[2]);
        }
    }

    private static void assertHolds(Path file, Map<String, String> acknowledged) {
        try (VersionedStore store = Samples.open(file)) {
            Map<String, String> found = new HashMap<>();
            for (int i = 0; i < 3; i++) {
                FactKey key = new FactKey("host:" + i, "memory", "observed");
                List<Fact> history = all(store, key);
                assertGapless(history);
                history.forEach(fact -> found.put(
                        key.subject() + " " + fact.revision(),
                        fact.contentHash().hex()));
            }
            acknowledged.forEach((write, hash) -> assertEquals(hash, found.get(write), write));
            long before = store.put(Samples.say(1)).sequence();
            assertEquals(before + 1, store.put(Samples.say(2)).sequence());
        }
    }

    private static List<Fact> all(VersionedStore store, FactKey key) {
        List<Fact> facts = new ArrayList<>();
        for (List<Fact> page = store.history(key, 0, 100);
                !page.isEmpty();
                page = store.history(key, facts.get(facts.size() - 1).revision(), 100)) {
            facts.addAll(page);
        }
        return facts;
    }

    private static void assertGapless(List<Fact> history) {
        for (int i = 0; i < history.size(); i++) {
            Fact fact = history.get(i);
            assertEquals(i + 1, fact.revision());
            assertEquals(fact.assertion().contentHash(), fact.contentHash());
            assertEquals(i == history.size() - 1 && fact.isActive(), fact.isActive());
        }
    }
}
