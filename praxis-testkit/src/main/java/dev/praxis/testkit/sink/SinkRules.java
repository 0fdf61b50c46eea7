package dev.praxis.testkit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.SinkConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What the rules have in common: a fresh destination, and a sink on it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class SinkRules {

    private final SinkTck tck;
    private @Nullable SinkFixture fixture;
    private @Nullable AuditSink sink;

    SinkRules(SinkTck tck) {
        this.tck = tck;
    }

    @BeforeEach
    void makePlace() {
        fixture = tck.newFixture();
    }

    @AfterEach
    void removePlace() {
        place().mend(); // what a broken sink waits for in its close
        try {
            if (sink != null) {
                sink.close();
            }
        } finally {
            place().close();
        }
    }

    final SinkFixture place() {
        if (fixture == null) {
            throw new IllegalStateException("there is no destination before the test");
        }
        return fixture;
    }

    final Duration patience() {
        return tck.patience();
    }

    /** The sink of this test, opened when it is first needed. */
    final AuditSink sink() {
        if (sink == null) {
            sink = place().provider().open(configuration());
        }
        return sink;
    }

    final SinkConfiguration configuration() {
        return new SinkConfiguration("tck", Lines.ORIGIN, place().settings());
    }

    final void cause(Fault fault) {
        assumeTrue(place().faults().contains(fault), () -> "this destination cannot be made " + fault);
        place().cause(fault);
    }

    static List<AuditLine> lines(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(Lines::line).toList();
    }

    static List<String> texts(List<AuditLine> lines) {
        return lines.stream().map(AuditLine::json).toList();
    }

    /** That these and no others have arrived, each once. */
    final void assertArrived(String... expected) {
        assertEquals(Arrays.asList(expected), place().arrived(expected.length), "what arrived");
    }

    /** That these and no others have arrived, in this order when those that came again are left out. */
    final void assertArrivedAtLeastOnce(List<AuditLine> expected) {
        List<String> all = place().arrived(expected.size());
        for (int before = 0; before < all.size() && new LinkedHashSet<>(all).size() < expected.size(); ) {
            before = all.size();
            all = place().arrived(before + 1);
        }
        assertEquals(texts(expected), new ArrayList<>(new LinkedHashSet<>(all)), "what arrived, repeats left out");
        if (place().dropsRepeats()) {
            assertEquals(expected.size(), all.size(), "what arrived twice");
        }
    }

    /** That a line arrives, whatever else does. */
    final void assertArrives(AuditLine line) {
        List<String> all = place().arrived(1);
        for (int before = 0; before < all.size() && !all.contains(line.json()); ) {
            before = all.size();
            all = place().arrived(before + 1);
        }
        assertTrue(all.contains(line.json()), "the line did not arrive");
    }

    /** Runs work on another thread, as a log does. */
    static FutureTask<Boolean> start(Runnable work) {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        Thread thread = new Thread(task, "sink-tck");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Why a task failed; null if it did not. */
    final @Nullable Throwable failureOf(FutureTask<Boolean> task, String what) throws InterruptedException {
        try {
            assertTrue(task.get(patience().toMillis(), TimeUnit.MILLISECONDS));
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError(what + " did not end in " + patience(), e);
        }
    }
}
