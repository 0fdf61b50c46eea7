package dev.praxis.execution;

import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandRefusedException;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.CommandRunner;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What an actuator gets to start processes with: it runs the commands of the plan, each at most once, one after the
 * other, in the order of the plan, while the action lasts. Everything else is refused and remembered. Thread-safe.
 */
final class PlannedCommandRunner implements CommandRunner, AutoCloseable {

    private final CommandRunner runner;
    private final List<Command> planned;
    private final ReentrantLock lock = new ReentrantLock();
    private int next;
    private boolean running;
    private boolean closed;
    private boolean started;
    private boolean cutOff;
    private int refused;

    PlannedCommandRunner(CommandRunner runner, List<Command> planned) {
        this.runner = runner;
        this.planned = planned;
    }

    @Override
    public CommandResult run(Command command) {
        claim(command);
        boolean refusedBySystem = false;
        boolean timedOut = false;
        try {
            CommandResult result = runner.run(command);
            timedOut = result.timedOut();
            return result;
        } catch (CommandRefusedException e) {
            refusedBySystem = true;
            throw e;
        } finally {
            release(!refusedBySystem, timedOut);
        }
    }

    /** What was seen so far. */
    Conduct conduct() {
        lock.lock();
        try {
            return new Conduct(started || running, cutOff || running, refused);
        } finally {
            lock.unlock();
        }
    }

    /** Refuses everything from now on, also to a thread that the actuator left behind. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void claim(Command command) {
        lock.lock();
        try {
            if (closed
                    || running
                    || next == planned.size()
                    || !planned.get(next).equals(command)) {
                refused++;
                throw new CommandRefusedException(
                        "the gate refused a command of " + command.argv().get(0) + ": " + whyNot()
                                + "; an actuator runs exactly what its plan says",
                        null);
            }
            next++;
            running = true;
        } finally {
            lock.unlock();
        }
    }

    private String whyNot() {
        if (closed) {
            return "the action is over";
        }
        if (running) {
            return "another one is still running";
        }
        return next == planned.size() ? "every command of the plan has run" : "it is not the next one of the plan";
    }

    private void release(boolean ran, boolean timedOut) {
        lock.lock();
        try {
            running = false;
            started |= ran;
            cutOff |= timedOut;
        } finally {
            lock.unlock();
        }
    }

    /**
     * How an actuator used the runner.
     *
     * @param started whether any process was started, or may have been
     * @param cutOff whether a process was stopped before its end, or is still running
     * @param refused how many commands were refused because they are not what comes next in the plan
     */
    record Conduct(boolean started, boolean cutOff, int refused) {}
}
