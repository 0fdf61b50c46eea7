package dev.praxis.api.action;

/** What an actuator may use while it executes a plan. */
public interface ExecutionContext {

    /**
     * Runs the commands of the plan, each at most once and in its order; it refuses every other command.
     *
     * @return the runner
     */
    CommandRunner commands();
}
