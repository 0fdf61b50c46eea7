package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.store.WriteWaits;
import dev.praxis.testkit.store.WritersInLine;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class FairnessTest {

    private static final int WRITERS = 8;

    @TempDir
    Path directory;

    @Test
    void writersTakeTurnsInTheOrderInWhichTheyCame() throws Exception {
        Path file = directory.resolve("facts.db");
        assertEquals(
                LongStream.rangeClosed(1, WRITERS).boxed().toList(),
                new WritersInLine(
                                options -> Samples.open(file, options),
                                thread -> thread.getState() == Thread.State.WAITING,
                                WRITERS,
                                10)
                        .places());
    }

    /**
     * However many write here without a pause, a process that waits has its turn after the transaction that runs. Of the
     * writes of this process nothing but what that one takes comes before, counted by the sequence.
     */
    @Test
    void aProcessThatWaitsIsNext() throws Exception {
        Path file = directory.resolve("facts.db");
        Samples.open(file).close();
        try (ChildJvm child = StoreChild.start("putWhenTold", Samples.location(file), 0)) {
            assertEquals("ready", child.hear());
            for (int round = 0; round < 8; round++) {
                long between = new BusyProcess(file, WRITERS, 40).writesBefore(child);
                assertTrue(
                        between <= GroupBound.DURABLE.works(),
                        "a process that waited was passed by " + between + " writes of another");
            }
        }
    }

    /**
     * Shows that writers can wait no longer than that, and finds a store in which some always do. A thread that gets no
     * processor for long looks like one that waits, so one fair run of five is enough; that nobody is passed by is shown
     * above, in every run.
     */
    @Test
    void noWriterWaitsMuchLongerThanTheMedian() {
        assertTrue(
                IntStream.range(0, 5).anyMatch(run -> waits(run, 60).areFair()),
                "five times a writer was kept waiting");
    }

    @EnabledIfSystemProperty(named = "praxis.soak", matches = "true")
    @Test
    void soakHowLongWritersWait(TestReporter reporter) {
        WriteWaits waits = waits(0, 3000);
        reporter.publishEntry("waits", waits.toString());
        reporter.publishEntry("longest against median time", Double.toString(waits.slowdown()));
        assertTrue(waits.areFair(), waits::toString);
    }

    private WriteWaits waits(int run, int writes) {
        try (VersionedStore store = Samples.open(directory.resolve("run-" + run + ".db"))) {
            return WriteWaits.of(store, WRITERS, writes);
        }
    }
}
