package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.store.CounterRace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ProcessesTest extends InOwnSchema {

    @Test
    void ofRacingThreadsAndProcessesNoUpdateIsLost() throws Exception {
        int processes = 3;
        int each = 30;
        List<ChildJvm> children = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            // The tables are not there yet: they also race to make the store.
            children.add(StoreChild.start("increment", server.location(schema), each));
        }
        try (VersionedStore store = Samples.open(server.location(schema))) {
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
        Map<String, String> acknowledged = new HashMap<>();
        for (int round = 0; round < 8; round++) {
            ChildJvm child = StoreChild.start("write", server.location(schema), round);
            acknowledged.putAll(killAfter(child, random.nextInt(150), random.nextInt(3)));
            assertHolds(acknowledged);
        }
        assertTrue(acknowledged.size() > 50, () -> acknowledged.size() + " writes were acknowledged");
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

    private void assertHolds(Map<String, String> acknowledged) {
        try (VersionedStore store = Samples.open(server.location(schema))) {
            Map<String, String> found = new HashMap<>();
            for (int i = 0; i < 3; i++) {
                FactKey key = new FactKey("host:" + i, "memory", "observed");
                List<Fact> history = store.history(key, 0, 1000);
                assertGapless(history);
                history.forEach(fact -> found.put(
                        key.subject() + " " + fact.revision(),
                        fact.contentHash().hex()));
            }
            acknowledged.forEach((write, hash) -> assertEquals(hash, found.get(write), write));
            // The killed writer holds up nobody.
            long before = store.put(Samples.say(1)).sequence();
            assertEquals(before + 1, store.put(Samples.say(2)).sequence());
        }
    }

    private static void assertGapless(List<Fact> history) {
        for (int i = 0; i < history.size(); i++) {
            Fact fact = history.get(i);
            assertEquals(i + 1, fact.revision());
            assertEquals(fact.assertion().contentHash(), fact.contentHash());
            assertTrue(i == history.size() - 1 || !fact.isActive());
        }
    }
}
