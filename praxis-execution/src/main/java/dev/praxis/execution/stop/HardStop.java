package dev.praxis.execution.stop;

import java.time.Instant;
import java.util.Objects;

/**
 * Why nothing acts.
 *
 * @param id what it is lifted by, 16 hexadecimal digits
 * @param since when it was raised
 * @param what what it is about, such as a file
 * @param why what is wrong with that
 */
public record HardStop(String id, Instant since, String what, String why) {

    /** Checks for null. */
    public HardStop {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(why, "why");
    }
}
