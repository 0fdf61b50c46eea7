package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.Interrupts;
import dev.praxis.store.jdbc.SharedWork;
import dev.praxis.store.jdbc.Turn;
import dev.praxis.store.jdbc.TurnQueue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom a group waits for before it commits; the thread of the test leads. */
@Timeout(60)
class WriteGroupTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final TurnQueue<SharedWork<?>> queue = new TurnQueue<>();

    private WriteGroup group(int expected, Duration patience) {
        SharedWork<?> first = work();
        queue.enter(new Turn<>(first));
        FailureTranslator failures = new FailureTranslator(new SqliteDialect(), "under test");
        return new WriteGroup(first, queue, failures, LONG.toNanos(), new GroupBound(64, LONG, patience), expected);
    }

    private static SharedWork<?> work() {
        return new SharedWork<>(session -> "done");
    }

    private Thread caller(SharedWork<?> work) {
        Thread caller = new Thread(() -> {
            Turn<SharedWork<?>> turn = new Turn<>(work);
            queue.enter(turn);
            assertFalse(turn.awaitLead(new Interrupts()));
        });
        caller.start();
        return caller;
    }

    @Test
    void whoIsExpectedIsWaitedFor() throws Exception {
        WriteGroup group = group(2, LONG);
        SharedWork<?> work = work();
        Thread caller = caller(work);
        assertSame(work, group.get());
        assertNull(group.get(), "nobody else is expected");
        group.answer();
        caller.join();
    }

    @Test
    void nobodyIsWaitedForLongerThanPatienceLasts() {
        assertNull(group(2, Duration.ofMillis(1)).get());
    }

    @Test
    void patienceLastsForAllTogether() throws Exception {
        WriteGroup group = group(3, Duration.ofMillis(1));
        assertNull(group.get());
        SharedWork<?> work = work();
        Thread caller = caller(work);
        while (queue.length() == 0) {
            Thread.onSpinWait();
        }
        assertSame(work, group.get(), "who stands in line is taken without a wait");
        assertNull(group.get());
        group.answer();
        caller.join();
    }
}
