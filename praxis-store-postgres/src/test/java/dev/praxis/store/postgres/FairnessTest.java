package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.jdbc.Turn;
import dev.praxis.testkit.store.WriteWaits;
import dev.praxis.testkit.store.WritersInLine;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@Timeout(180)
class FairnessTest extends InOwnSchema {

    private static final int WRITERS = 8;

    @Test
    void whoComesFirstIsServedFirst() throws Exception {
        Samples.open(server.location(schema)).close();
        WritersInLine line = new WritersInLine(
                options -> Samples.open(server.location(schema), options), FairnessTest::isInLine, WRITERS, 10);
        assertEquals(LongStream.rangeClosed(1, WRITERS).boxed().toList(), line.places());
    }

    /** A thread that gets no processor for long looks like one that waits; it does not in every run. */
    @Test
    void noWriterWaitsMuchLongerThanTheMedian() {
        try (VersionedStore store = Samples.open(server.location(schema))) {
            assertTrue(
                    IntStream.range(0, 5)
                            .anyMatch(run -> WriteWaits.of(store, WRITERS, 60).areFair()),
                    "five times a writer was kept waiting");
        }
    }

    private static boolean isInLine(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                && Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(Turn.class.getName()));
    }

    @EnabledIfSystemProperty(named = "praxis.soak", matches = "true")
    @Test
    void soakHowLongWritersWait(TestReporter reporter) {
        try (VersionedStore store = Samples.open(server.location(schema))) {
            WriteWaits waits = WriteWaits.of(store, WRITERS, 3000);
            reporter.publishEntry("waits", waits.toString());
            reporter.publishEntry("longest against median time", Double.toString(waits.slowdown()));
            assertTrue(waits.areFair(), waits::toString);
        }
    }
}
