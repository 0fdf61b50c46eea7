package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SinksTest {

    @TempDir
    private Path directory;

    private final List<Long> passedOn = new ArrayList<>();

    @Test
    void sinksGetEachRecordInOrderAndAFailingOneDisturbsNobody() {
        AuditSink full = sink(line -> {
            throw new IllegalStateException("full");
        });
        try (AuditJournal log = Logs.open(directory, full, keeping())) {
            log.append(Logs.intent("r1"));
            log.append(Logs.intent("r2"));
            assertEquals(2, log.sinkFailures());
        }
        assertEquals(List.of(1L, 2L), passedOn);
    }

    @Test
    void anErrorOfASinkReachesTheHandlerOfTheThreadAndDoesNotReplaceTheAcknowledgement() throws Exception {
        BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
        AssertionError broken = new AssertionError("broken");
        AuditSink breaking = sink(line -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
            throw broken;
        });
        try (AuditJournal log = Logs.open(directory, breaking, keeping())) {
            assertEquals(1, log.append(Logs.intent("r1")).sequence());
            assertSame(broken, uncaught.take());
            assertEquals(2, log.append(Logs.intent("r2")).sequence());
            assertEquals(2, log.sinkFailures());
        }
        assertEquals(List.of(1L, 2L), passedOn);
        assertEquals(2, AuditVerifier.verify(directory).records());
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aSinkThatUsesItsOwnJournalIsRefusedAndNotWaitedForForEver() {
        AtomicReference<AuditJournal> journal = new AtomicReference<>();
        List<Throwable> refused = new ArrayList<>();
        AuditSink reentrant = sink(line -> {
            refused.add(assertThrows(RuntimeException.class, () -> journal.get().append(Logs.intent("again"))));
            refused.add(assertThrows(RuntimeException.class, () -> journal.get().close()));
        });
        try (AuditJournal log = Logs.open(directory, reentrant, keeping())) {
            journal.set(log);
            assertEquals(1, log.append(Logs.intent("r1")).sequence());
            refused.forEach(e -> assertInstanceOf(IllegalStateException.class, e));
            assertEquals(2, log.append(Logs.intent("r2")).sequence(), "it is still open");
        }
        assertEquals(4, refused.size());
        assertEquals(List.of(1L, 2L), passedOn);
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
