package dev.praxis.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads that start together. The first failure of a runner is the failure of the race. Is set up and run by one thread;
 * the signal is for all.
 */
public final class Race {

    /** Long enough for any backend that works; a race that takes longer hangs. */
    private static final long PATIENCE_SECONDS = 60;

    private final List<Callable<Void>> runners = new ArrayList<>();
    private final CountDownLatch signal = new CountDownLatch(1);

    /** Creates a race without runners. */
    public Race() {}

    /** A step that may throw. */
    @FunctionalInterface
    public interface Runner {
        /**
         * Takes the step.
         *
         * @throws Exception if the race has failed
         */
        void run() throws Exception;
    }

    /**
     * Adds a thread.
     *
     * @param runner what it does
     */
    public void runner(Runner runner) {
        runners.add(() -> {
            runner.run();
            return null;
        });
    }

    /** Lets those go on that wait for the signal. */
    public void signal() {
        signal.countDown();
    }

    /**
     * Waits until some runner gave the signal.
     *
     * @throws InterruptedException if this thread was interrupted
     */
    public void awaitSignal() throws InterruptedException {
        if (!signal.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("another thread has not come far enough in " + PATIENCE_SECONDS + " s");
        }
    }

    /**
     * Runs all threads and waits for them.
     *
     * @throws AssertionError if one of them failed, or does not end
     */
    public void run() {
        CyclicBarrier start = new CyclicBarrier(runners.size());
        ExecutorService threads = Executors.newFixedThreadPool(runners.size());
        try {
            List<Future<Void>> answers = new ArrayList<>();
            for (Callable<Void> runner : runners) {
                answers.add(threads.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return runner.call();
                }));
            }
            for (Future<Void> answer : answers) {
                answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        } catch (TimeoutException e) {
            throw new AssertionError("a racing thread did not end within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the race was interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static AssertionError failure(Throwable cause) {
        return cause instanceof AssertionError failed
                ? failed
                : new AssertionError("a racing thread met an unexpected " + cause, cause);
    }
}
