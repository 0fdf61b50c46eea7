package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.tlog.Checkpoint;
import java.util.Objects;

/**
 * What somebody remembers of a log: a checkpoint that was kept where whoever can write the log cannot write. A log that was cut or
 * rewritten, even with the key of the log, does not fit to it any more.
 *
 * @param name where it comes from, for findings
 * @param checkpoint what the log signed then; verified
 * @param otherLogs how many logs it remembers that may have been here before this one: whoever removes a whole log has the next record begin
 *     another. 0 if it is known that these are logs of other places
 */
public record Anchor(String name, Checkpoint checkpoint, int otherLogs) {

    /**
     * Checks for null.
     *
     * @throws InvalidArgumentException if the number is negative
     */
    public Anchor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(checkpoint, "checkpoint");
        if (otherLogs < 0) {
            throw new InvalidArgumentException("there cannot be " + otherLogs + " other logs; count them");
        }
    }

    /**
     * What somebody remembers who knows no other log.
     *
     * @param name where it comes from, for findings
     * @param checkpoint what the log signed then; verified
     */
    public Anchor(String name, Checkpoint checkpoint) {
        this(name, checkpoint, 0);
    }
}
