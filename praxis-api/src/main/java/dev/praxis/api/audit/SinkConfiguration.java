package dev.praxis.api.audit;

import dev.praxis.api.InvalidArgumentException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the host says of one sink. Immutable and thread-safe. No message shows the value of a setting: it may be a secret.
 *
 * @param sink the name that the host gave this sink
 * @param origin the log whose records it gets; with the sequence it is the key of a record
 * @param settings the settings by name
 */
public record SinkConfiguration(String sink, String origin, Map<String, String> settings) {

    /** Copies the settings. */
    public SinkConfiguration {
        Objects.requireNonNull(sink, "sink");
        Objects.requireNonNull(origin, "origin");
        settings = Map.copyOf(settings);
    }

    /**
     * Refuses settings that the sink does not know. A provider calls this first.
     *
     * @param known the names of all settings that there are
     * @throws InvalidArgumentException if there is another one
     */
    public void allowOnly(String... known) {
        TreeSet<String> unknown = new TreeSet<>(settings.keySet());
        Arrays.asList(known).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw refused("has no setting " + String.join(", ", unknown)
                    + (known.length == 0
                            ? "; it takes none"
                            : "; it has: " + String.join(", ", new TreeSet<>(List.of(known)))));
        }
    }

    /**
     * A setting that may be missing.
     *
     * @param name its name
     * @return its value
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /**
     * A setting that must be there.
     *
     * @param name its name
     * @return its value, which is not empty
     * @throws InvalidArgumentException if it is missing or empty
     */
    public String required(String name) {
        return text(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> refused("needs the setting " + name + "; give it a value"));
    }

    /**
     * A whole number.
     *
     * @param name its name
     * @param least the least that is allowed
     * @param most the most that is allowed
     * @param otherwise what it is if it is missing
     * @return its value
     * @throws InvalidArgumentException if it is no decimal number or out of range
     */
    public int number(String name, int least, int most, int otherwise) {
        String value = settings.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most && value.equals(Integer.toString(number))) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of range is.
        }
        throw refused("wants a number from " + least + " to " + most + " as its setting " + name);
    }

    /**
     * One of several words.
     *
     * @param name its name
     * @param choices the words that are allowed; the first is what it is if it is missing
     * @return its value
     * @throws InvalidArgumentException if it is another word
     */
    public String choice(String name, String... choices) {
        String value = text(name).orElse(choices[0]);
        if (!List.of(choices).contains(value)) {
            throw refused("wants one of " + String.join(", ", choices) + " as its setting " + name);
        }
        return value;
    }

    /**
     * The refusal of a setting.
     *
     * @param why what is wrong and what to do, as it goes on after "the audit sink 'name'"
     * @return an exception for the caller to throw
     */
    public InvalidArgumentException refused(String why) {
        return new InvalidArgumentException("the audit sink '" + sink + "' " + why);
    }
}
