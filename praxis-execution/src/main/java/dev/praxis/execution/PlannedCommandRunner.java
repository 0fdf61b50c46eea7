package dev.praxis.execution;

import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandRefusedException;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.CommandRunner;
import dev.praxis.api.action.ResolvingCommandRunner;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What an actuator gets to start processes with: it runs the commands of the plan, each at most once, one after the
 * other, in the order of the plan, while the action lasts and no hard stop stands, from the files that were found when the action was
 * prepared.
 * Everything else is refused and remembered. Thread-safe.
 */
final class PlannedCommandRunner implements CommandRunner, AutoCloseable {

    private final ResolvingCommandRunner runner;
    private final StopGuard stops;
    private final List<PlannedCommand> planned;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private @Nullable Thread running;
    private int next;
    private int completed;
    private boolean closed;
    private boolean started;
    private boolean cutOff;
    private int refused;

    PlannedCommandRunner(ResolvingCommandRunner runner, StopGuard stops, List<PlannedCommand> planned) {
        this.runner = runner;
        this.stops = stops;
        this.planned = planned;
    }

    @Override
    public CommandResult run(Command command) {
        PlannedCommand claimed = claim(command);
        End end = End.NOT_STARTED;
        try {
            requireNoStop(command);
            end = End.CUT_OFF; // unless the runner says otherwise: whatever it throws, what the program did is
            // not known
            CommandResult result = runner.run(claimed.command(), claimed.resolution());
            end = result.timedOut() ? End.CUT_OFF : End.COMPLETED;
            return result;
        } catch (CommandRefusedException e) {
            end = End.NOT_STARTED;
            throw e;
        } finally {
            release(end);
        }
    }

    private void requireNoStop(Command command) {
        stops.standing().ifPresent(standing -> {
            throw new CommandRefusedException(
                    "the gate refused a command of " + command.argv().get(0) + ": " + standing.why(), standing.cause());
        });
    }

    /** What was seen; all of it, once closed. */
    Conduct conduct() {
        lock.lock();
        try {
            return new Conduct(started, completed == planned.size(), cutOff, refused);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Refuses everything from now on, also to a thread that the actuator left behind. A command that such a thread still
     * runs is ended, by the interrupt that a runner heeds like a timeout; waits until it has.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (running != null) {
                started = true;
                cutOff = true;
                running.interrupt();
            }
            while (running != null) {
                released.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private PlannedCommand claim(Command command) {
        lock.lock();
        try {
            if (closed
                    || running != null
                    || next == planned.size()
                    || !planned.get(next).command().equals(command)) {
                refused++;
                throw new CommandRefusedException(
                        "the gate refused a command of " + command.argv().get(0) + ": " + whyNot()
                                + "; an actuator runs exactly what its plan says",
                        null);
            }
            running = Thread.currentThread();
            return planned.get(next++);
        } finally {
            lock.unlock();
        }
    }

    private String whyNot() {
        if (closed) {
            return "the action is over";
        }
        if (running != null) {
            return "another one is still running";
        }
        return next == planned.size() ? "every command of the plan has run" : "it is not the next one of the plan";
    }

    private void release(End end) {
        lock.lock();
        try {
            running = null;
            started |= end != End.NOT_STARTED;
            cutOff |= end == End.CUT_OFF;
            completed += end == End.COMPLETED ? 1 : 0;
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private enum End {
        NOT_STARTED,
        CUT_OFF,
        COMPLETED
    }

    /**
     * How an actuator used the runner.
     *
     * @param started whether any process was started, or may have been
     * @param completed whether every command of the plan ran to its end
     * @param cutOff whether a process was stopped before its end, or may have been
     * @param refused how many commands were refused because they are not what comes next in the plan
     */
    record Conduct(boolean started, boolean completed, boolean cutOff, int refused) {}
}
