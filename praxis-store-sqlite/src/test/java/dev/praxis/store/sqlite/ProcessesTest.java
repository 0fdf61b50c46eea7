package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.store.CounterRace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ProcessesTest {

    @TempDir
    Path directory;

    @Test
    void ofRacingThreadsAndProcessesNoUpdateIsLost() throws Exception {
        int processes = 3;
        int each = 20;
        Path file = directory.resolve("facts.db");
        List<ChildJvm> children = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            // The file is not there yet: they also race to make the store.
            children.add(StoreChild.start("increment", file, each));
        }
        try (VersionedStore store = Samples.open(file)) {
            new CounterRace(StoreChild.THREADS, each).run(store, Samples.KEY);
            for (ChildJvm child : children) {
                try (child) {
                    assertEquals(List.of("ready", "done " + each), child.finish());
                }
            }
            long increments = (processes + 1L) * StoreChild.THREADS * each;
            Fact last = store.active(Samples.KEY).orElseThrow();
            assertEquals(increments, CounterRace.count(last));
            assertEquals(increments, last.revision());
            assertEquals(increments, last.sequence());
            assertGapless(store.history(Samples.KEY, 0, 1000));
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
    private static Map<String, String> killAfter(ChildJvm child, int most, int moreMillis) throws Exception {
        Map<String, String> acknowledged = new HashMap<>();
        try (child) {
            assertEquals("ready", child.hear());
            for (int i = 0; i < most; i++) {
                note(child.hear(), acknowledged);
            }
            assertTrue(child.livesFor(Duration.ofMillis(moreMillis)), "the child ended by itself");
            child.kill().forEach(line -> note(line, acknowledged));
        }
        return acknowledged;
    }

    private static void note(String line, Map<String, String> acknowledged) {
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
