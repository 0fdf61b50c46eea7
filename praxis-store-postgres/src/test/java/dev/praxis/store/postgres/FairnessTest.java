package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.store.WriteWaits;
import dev.praxis.testkit.store.WritersInLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@Timeout(180)
class FairnessTest extends InOwnSchema {

    private static final int WRITERS = 8;
    private static final int RUNS = 5;

    /**
     * Two writers at a time go to the server, where the second may lose its place while the scheduler stops it; it does not in
     * every run.
     */
    @Test
    void nobodyWhoComesLaterOvertakesThoseInLine() throws Exception {
        Samples.open(server.location(schema)).close();
        Set<Long> firstPlaces = LongStream.rangeClosed(1, WRITERS).boxed().collect(Collectors.toSet());
        WritersInLine line = new WritersInLine(
                options -> Samples.open(server.location(schema), options), this::isInLine, WRITERS, 10);
        List<List<Long>> runs = new ArrayList<>();
        do {
            runs.add(line.places());
        } while (runs.size() < RUNS && !firstPlaces.equals(Set.copyOf(runs.get(runs.size() - 1))));
        assertEquals(firstPlaces, Set.copyOf(runs.get(runs.size() - 1)), runs::toString);
    }

    /** Waits for its turn in this process or, as the one that comes next does, for the lock at the server. */
    private boolean isInLine(Thread thread) {
        boolean waitsHere = thread.getState() == Thread.State.TIMED_WAITING && isIn(thread, Turns.class.getName());
        return waitsHere || (isIn(thread, "org.postgresql.") && theServerHasAWaiter());
    }

    private static boolean isIn(Thread thread, String code) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(code));
    }

    private boolean theServerHasAWaiter() {
        return !server.query(
                        schema,
                        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database ="
                                + " (SELECT oid FROM pg_database WHERE datname = current_database())")
                .isEmpty();
    }

    /**
     * The writer with the second place may be stopped by the scheduler before it stands in the server's line; those with the
     * first place go on meanwhile, so the longest wait depends on the machine.
     */
    @EnabledIfSystemProperty(named = "praxis.soak", matches = "true")
    @Test
    void soakHowLongWritersWait(TestReporter reporter) {
        try (VersionedStore store = Samples.open(server.location(schema))) {
            WriteWaits waits = WriteWaits.of(store, WRITERS, 3000);
            reporter.publishEntry("waits", waits.toString());
            reporter.publishEntry("longest against median time", Double.toString(waits.slowdown()));
            assertTrue(waits.median() < WRITERS, waits::toString);
        }
    }
}
