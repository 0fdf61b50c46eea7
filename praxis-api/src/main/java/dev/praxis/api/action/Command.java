package dev.praxis.api.action;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Utf8Text;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A program to run, without a shell.
 *
 * @param argv the program's name, to be found on the PATH of the host process, and its arguments, each handed over as it
 *     is
 * @param environment the names of environment variables of the host process that the program needs, beyond the few that
 *     every program gets
 * @param timeout how long it may run; positive
 */
public record Command(List<String> argv, Set<String> environment, Duration timeout) {

    /**
     * Checks and copies.
     *
     * @throws InvalidArgumentException if there is no program name, the name holds a slash, an argument cannot be handed
     *     over, or the timeout is not positive
     */
    public Command {
        argv = List.copyOf(argv);
        environment = Set.copyOf(environment);
        if (argv.isEmpty() || argv.get(0).isEmpty() || argv.get(0).indexOf('/') >= 0) {
            throw new InvalidArgumentException("a command starts with the bare name of a program, found on the PATH");
        }
        for (String argument : argv) {
            Utf8Text.require("command argument", argument);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new InvalidArgumentException("command timeout " + timeout + " is not positive");
        }
    }
}
