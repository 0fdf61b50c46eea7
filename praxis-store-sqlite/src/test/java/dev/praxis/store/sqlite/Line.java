package dev.praxis.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Callers that stand in line behind a work that does not end before {@link #release}, in the order in which they were
 * added. The one who holds the writer leads the group of all that follow.
 */
final class Line {

    /** What came out of a call. */
    record Answer(Object result, Throwable failure, boolean interrupted) {}

    /** A call on a thread of its own. */
    static final class Caller {
        private final Thread thread;
        private volatile Answer answer;

        private Caller(Supplier<?> call) {
            thread = new Thread(() -> {
                Object result = null;
                Throwable failure = null;
                try {
                    result = call.get();
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
                answer = new Answer(result, failure, Thread.currentThread().isInterrupted());
            });
            thread.start();
        }

        Thread thread() {
            return thread;
        }

        Answer answer() throws InterruptedException {
            thread.join();
            return answer;
        }
    }

    private final Writer writer;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Caller holder;
    private final List<Caller> callers = new ArrayList<>();

    Line(Writer writer) throws InterruptedException {
        this.writer = writer;
        CountDownLatch holding = new CountDownLatch(1);
        holder = new Caller(() -> writer.inTransaction(session -> {
            holding.countDown();
            WritersTest.awaitUninterruptibly(goOn);
            return "held";
        }));
        holding.await();
    }

    /** Adds a caller and waits until he stands in line. */
    Caller add(Supplier<?> call) {
        int before = writer.waiting();
        Caller caller = new Caller(call);
        while (writer.waiting() == before) {
            Thread.onSpinWait();
        }
        callers.add(caller);
        return caller;
    }

    void release() {
        goOn.countDown();
    }

    Caller holder() {
        return holder;
    }

    List<Answer> answers() throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (Caller caller : callers) {
            answers.add(caller.answer());
        }
        return answers;
    }
}
