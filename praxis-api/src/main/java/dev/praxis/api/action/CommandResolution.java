package dev.praxis.api.action;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a command stands for on this machine now: the file that would run, and the variables that decide on whose behalf
 * it acts. The same command means something else on another PATH or with other credentials.
 *
 * <p>It names files; it says nothing of what is in them.
 *
 * @param program the absolute path of the file that would run; empty if there is none on the PATH now
 * @param environment of HOME and each variable that the command asks for, by name, what the program would get; a variable
 *     that the host does not have is not a member
 */
public record CommandResolution(Optional<String> program, Map<String, Variable> environment) {

    /**
     * Checks and copies.
     *
     * @throws InvalidArgumentException if the path of the program is not absolute
     */
    public CommandResolution {
        program.filter(path -> !path.startsWith("/")).ifPresent(path -> {
            throw new InvalidArgumentException("the path of a resolved program is not absolute");
        });
        environment = Map.copyOf(environment);
    }

    /**
     * The value of an environment variable, without the value.
     *
     * @param sha256 the digest of the value's UTF-8 bytes; never to be stored or shown, since a short value can be guessed
     * @param shown the value for a person, if it is the path of a file and no secret, and otherwise what stands for it
     */
    public record Variable(Sha256 sha256, String shown) {

        /** Checks for null. */
        public Variable {
            Objects.requireNonNull(sha256, "sha256");
            Objects.requireNonNull(shown, "shown");
        }
    }
}
