package dev.praxis.cli;

import dev.praxis.sandbox.ProcessCommandRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** What the command may have started. Thread-safe. */
final class Running {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<ProcessCommandRunner> runners = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private boolean stopped;

    /** Takes note of a runner; one that comes too late is closed at once and starts nothing. */
    ProcessCommandRunner with(ProcessCommandRunner runner) {
        boolean late;
        lock.lock();
        try {
            runners.add(runner);
            late = stopped;
        } finally {
            lock.unlock();
        }
        if (late) {
            runner.close();
        }
        return runner;
    }

    /** Ends everything that runs, and starts nothing any more. */
    void stop() {
        List<ProcessCommandRunner> all;
        lock.lock();
        try {
            stopped = true;
            all = List.copyOf(runners);
        } finally {
            lock.unlock();
        }
        all.forEach(ProcessCommandRunner::close);
        end.countDown();
    }

    /** Waits until all is to end, but no longer than so. Whether it is to end. */
    boolean awaitStop(Duration longest) {
        try {
            return end.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
