package dev.praxis.cli;

import dev.praxis.sandbox.ProcessCommandRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What the command may have started. Thread-safe. */
final class Running {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<ProcessCommandRunner> runners = new ArrayList<>();
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
    }
}
