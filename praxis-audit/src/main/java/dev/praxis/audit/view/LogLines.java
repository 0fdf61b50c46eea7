package dev.praxis.audit.view;

import java.util.function.Consumer;

/** Where the lines of a log come from. */
@FunctionalInterface
public interface LogLines {

    /**
     * Passes on all lines, the oldest first, in the thread of the caller.
     *
     * @param consumer gets each line, without its line feed; what it throws ends the reading
     */
    void forEach(Consumer<String> consumer);
}
