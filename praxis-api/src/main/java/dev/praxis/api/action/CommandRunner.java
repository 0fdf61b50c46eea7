package dev.praxis.api.action;

/** The only way for an actuator to start a process. Thread-safe. */
public interface CommandRunner {

    /**
     * Runs a program to its end. Blocks until then, at most a little longer than the command's timeout. An interrupt of
     * the calling thread kills the program like a timeout.
     *
     * @param command what to run
     * @return how it ended
     * @throws CommandRefusedException if it may not run or cannot be started; nothing ran
     */
    CommandResult run(Command command);
}
