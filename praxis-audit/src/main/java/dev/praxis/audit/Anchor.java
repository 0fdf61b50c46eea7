package dev.praxis.audit;

import dev.praxis.audit.tlog.Checkpoint;
import java.util.Objects;

/**
 * What somebody remembers of a log: a checkpoint that was kept where whoever can write the log cannot write. A log that was cut or
 * rewritten, even with the key of the log, does not fit to it any more.
 *
 * @param name where it comes from, for findings
 * @param checkpoint what the log signed then; verified
 */
public record Anchor(String name, Checkpoint checkpoint) {

    /** Checks for null. */
    public Anchor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(checkpoint, "checkpoint");
    }
}
