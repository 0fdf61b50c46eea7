package dev.praxis.api.action;

import dev.praxis.api.InvalidArgumentException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One argument that a verb takes.
 *
 * @param name lower case with dashes, such as {@code system-labels}; a command line shows it as {@code --system-labels}
 * @param kind what it takes
 * @param description one line that says what it does and what is allowed
 */
public record Parameter(String name, Kind kind, String description) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** What a parameter takes; as a member of the arguments it is a JSON value of the kind that is named here. */
    public enum Kind {
        /** Present or absent; true in the arguments. */
        FLAG,
        /** Text; a string in the arguments. */
        TEXT,
        /** Any number of texts; an array of strings in the arguments. On a command line, separated by commas. */
        LIST
    }

    /**
     * Checks the name.
     *
     * @throws InvalidArgumentException if it is not lower case with dashes
     */
    public Parameter {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(description, "description");
        if (!NAME.matcher(name).matches()) {
            throw new InvalidArgumentException(
                    "parameter name '" + name + "' is not lower case letters, digits and single dashes");
        }
    }
}
