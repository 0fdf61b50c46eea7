package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.store.CounterRace;
import java.util.ArrayList;
import java.util.List;
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

    private static void assertGapless(List<Fact> history) {
        for (int i = 0; i < history.size(); i++) {
            Fact fact = history.get(i);
            assertEquals(i + 1, fact.revision());
            assertEquals(fact.assertion().contentHash(), fact.contentHash());
            assertTrue(i == history.size() - 1 || !fact.isActive());
        }
    }
}
