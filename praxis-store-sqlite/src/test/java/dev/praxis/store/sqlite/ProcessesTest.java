package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.store.CounterRace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            children.add(StoreChild.start("increment", Samples.location(file), each));
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

    /** Each puts: nobody may be told that the store is busy, however many share a transaction in the other process. */
    @Test
    void processesWithManyWritersLeaveEachOtherAChance() throws Exception {
        int processes = 2;
        int each = 400;
        Path file = directory.resolve("facts.db");
        Samples.open(file).close();
        List<ChildJvm> children = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            children.add(StoreChild.start("writeInThreads", Samples.location(file), each));
        }
        for (ChildJvm child : children) {
            try (child) {
                assertEquals(List.of("ready", "done " + 4 * each), child.finish());
            }
        }
        try (VersionedStore store = Samples.open(file)) {
            for (int i = 0; i < 4; i++) {
                FactKey key = new FactKey("thread:" + i, "memory", "observed");
                List<Fact> history = store.history(key, 0, FactQuery.MAX_LIMIT);
                assertEquals(processes * each, history.size());
                assertGapless(history);
            }
        }
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
