package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.VersionedStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ProcessesTest extends InOwnSchema {

    @Test
    void ofRacingProcessesNoUpdateIsLost() throws Exception {
        int processes = 3;
        int each = 100;
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            // The tables are not there yet: they also race to make the store.
            children.add(StoreChild.start("increment", server.location(schema), each));
        }
        for (Process child : children) {
            try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
                assertEquals(List.of("ready", "done " + each), out.lines().toList());
            }
            assertEquals(0, child.waitFor());
        }
        try (VersionedStore store = Samples.open(server.location(schema))) {
            Fact last = store.active(Samples.KEY).orElseThrow();
            assertEquals((long) processes * each, last.revision());
            assertEquals((long) processes * each, last.sequence());
            assertEquals(
                    Samples.say((long) processes * each).value(),
                    last.assertion().value());
            assertGapless(store.history(Samples.KEY, 0, 1000));
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesKillingTheWriterAtAnyMoment() throws Exception {
        Random random = new Random(20261121);
        Map<String, String> acknowledged = new HashMap<>();
        for (int round = 0; round < 8; round++) {
            Process child = StoreChild.start("write", server.location(schema), round);
            acknowledged.putAll(killAfter(child, random.nextInt(150), random.nextInt(3)));
            assertHolds(acknowledged);
        }
        assertTrue(acknowledged.size() > 50, () -> acknowledged.size() + " writes were acknowledged");
    }

    /** Lets a child acknowledge some writes and live a little longer, kills it, and returns all that it acknowledged. */
    private static Map<String, String> killAfter(Process child, int most, int moreMillis) throws Exception {
        Map<String, String> acknowledged = new HashMap<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("ready", out.readLine());
            for (int i = 0; i < most; i++) {
                note(out.readLine(), acknowledged);
            }
            assertFalse(child.waitFor(moreMillis, TimeUnit.MILLISECONDS), "the child ended by itself");
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
