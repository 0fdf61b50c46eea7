package dev.praxis.sandbox;

import dev.praxis.api.action.CommandRefusedException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The runs that have not returned yet, so that all of them can be stopped from outside. Thread-safe. */
final class LiveCommands {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Set<RunningCommand> running = new HashSet<>();
    private int inside;
    private boolean stopped;

    /** A run begins. Whoever was let in must {@link #leave}. */
    void enter(String program) {
        lock.lock();
        try {
            if (stopped) {
                throw new CommandRefusedException(
                        program + " was not started: the command runner is closed, as this process is ending;"
                                + " nothing ran",
                        null);
            }
            inside++;
        } finally {
            lock.unlock();
        }
    }

    /** A run has started its child. The stop may have come in between; then it is meant too. */
    void add(RunningCommand command) {
        lock.lock();
        try {
            running.add(command);
            if (stopped) {
                command.stop();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The child has ended. */
    void remove(RunningCommand command) {
        lock.lock();
        try {
            running.remove(command);
        } finally {
            lock.unlock();
        }
    }

    /** A run is over, with all that it leaves cleared away. */
    void leave() {
        lock.lock();
        try {
            inside--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Stops every run, lets none in any more, and waits until the last one is over. */
    void stopAll() {
        lock.lock();
        try {
            stopped = true;
            running.forEach(RunningCommand::stop);
            while (inside > 0) {
                left.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
