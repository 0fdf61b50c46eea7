package dev.praxis.api.action;

/**
 * The command runner of the host: it says what a command would use before anything runs, and then runs exactly that. The
 * gate binds an approval to what was resolved; an actuator only ever gets a {@link CommandRunner}. Thread-safe.
 */
public interface ResolvingCommandRunner extends CommandRunner {

    /**
     * Finds out what a command would use now. Starts nothing; may read directories.
     *
     * @param command the command
     * @return what it would use
     */
    CommandResolution resolve(Command command);

    /**
     * Runs a program to its end as {@link #run(Command)} does, from the file and with the variables that were resolved
     * before: it does not look for the program again.
     *
     * @param command what to run
     * @param resolution what {@link #resolve} of this runner said of the command
     * @return how it ended
     * @throws CommandRefusedException if it may not run or cannot be started, no program was resolved, or what was
     *     resolved does not hold any more; nothing ran
     */
    CommandResult run(Command command, CommandResolution resolution);

    @Override
    default CommandResult run(Command command) {
        return run(command, resolve(command));
    }
}
