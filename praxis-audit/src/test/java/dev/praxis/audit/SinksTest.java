package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.audit.sink.PlannedSink;
import dev.praxis.audit.sink.SinkMode;
import dev.praxis.audit.sink.SinkPlan;
import dev.praxis.redaction.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SinksTest {

    @TempDir
    private Path directory;

    private final List<Long> passedOn = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatARequiredSinkDoesNotTakeIsInTheLogAndNotAcknowledged() {
        AuditSink full = sink(line -> {
            throw new IllegalStateException("full");
        });
        try (AuditJournal log = Logs.open(directory, full, keeping())) {
            AuditSinkException refused = assertThrows(AuditSinkException.class, () -> log.append(Logs.intent("r1")));
            assertTrue(refused.getMessage().contains("'sink-0' (REQUIRED)"), refused.getMessage());
            assertThrows(AuditSinkException.class, () -> log.append(Logs.intent("r2")));
            assertEquals(2, log.sinks().get(0).failures());
            assertEquals(0, log.sinks().get(1).failures());
        }
        assertEquals(List.of(1L, 2L), passedOn);
        assertEquals(2, AuditVerifier.verify(directory).records());
    }

    @Test
    void whatABestEffortSinkDoesNotTakeIsAcknowledged() {
        AuditSink full = sink(line -> {
            throw new IllegalStateException("full");
        });
        SinkPlan plan = GivenSink.plan(SinkMode.BEST_EFFORT, full);
        try (AuditJournal log = open(plan)) {
            assertEquals(1, log.append(Logs.intent("r1")).sequence());
        }
    }

    @Test
    void recordsOfManyCallersReachEachSinkInTheOrderOfTheLog() {
        SinkPlan plan = GivenSink.plan(SinkMode.SPOOLED, keeping());
        try (AuditJournal log = open(plan)) {
            IntStream.range(0, 200).parallel().forEach(i -> log.append(Logs.intent("r" + i)));
        }
        assertEquals(LongStream.rangeClosed(1, 200).boxed().toList(), passedOn);
    }

    @Test
    void anErrorOfASinkReachesTheHandlerAndTheLogGoesOn() throws Exception {
        BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
        AssertionError broken = new AssertionError("broken");
        AuditSink breaking = sink(line -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
            throw broken;
        });
        try (AuditJournal log = Logs.open(directory, breaking, keeping())) {
            assertThrows(AuditSinkException.class, () -> log.append(Logs.intent("r1")));
            assertSame(broken, uncaught.take());
            assertThrows(AuditSinkException.class, () -> log.append(Logs.intent("r2")));
        }
        assertEquals(List.of(1L, 2L), passedOn);
        assertEquals(2, AuditVerifier.verify(directory).records());
    }

    @Test
    void aSinkThatUsesItsOwnJournalWaitsForItselfUntilItsDeadlineOnly() {
        AtomicReference<AuditJournal> journal = new AtomicReference<>();
        List<Throwable> refused = Collections.synchronizedList(new ArrayList<>());
        AuditSink reentrant = sink(line -> {
            if (line.sequence() == 1) {
                refused.add(
                        assertThrows(RuntimeException.class, () -> journal.get().append(Logs.intent("again"))));
            }
        });
        PlannedSink planned = PlannedSink.of("again", SinkMode.REQUIRED, new GivenSink(reentrant), Map.of())
                .withDeadline(Duration.ofMillis(200));
        try (AuditJournal log = open(SinkPlan.of(planned))) {
            journal.set(log);
            assertThrows(AuditSinkException.class, () -> log.append(Logs.intent("r1")));
            assertEquals(3, log.append(Logs.intent("r2")).sequence(), "it is still open");
        }
        refused.forEach(e -> assertInstanceOf(AuditSinkException.class, e));
        assertEquals(1, refused.size());
    }

    private AuditJournal open(SinkPlan plan) {
        return AuditJournal.open(
                directory,
                Redactor.standard(),
                () -> Logs.NOW,
                Logs.options(directory).withSinks(plan));
    }

    private AuditSink keeping() {
        return sink(line -> passedOn.add(line.sequence()));
    }

    private static AuditSink sink(Consumer<AuditLine> consumer) {
        return new AuditSink() {
            @Override
            public void accept(List<AuditLine> lines) {
                lines.forEach(consumer);
            }

            @Override
            public void gap(AuditGap gap) {}

            @Override
            public void close() {}
        };
    }
}
