package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import java.time.Instant;
import java.util.Objects;

/**
 * Which records of a log may go. They go in whole segments, from the front, and never with the segment that is written to; so a little
 * more stays than the rule asks for. Immutable.
 */
public sealed interface PruneRule {

    /**
     * Segments whose records are all older than a time.
     *
     * @param time the time
     */
    record OlderThan(Instant time) implements PruneRule {

        /** Checks that there is a time. */
        public OlderThan {
            Objects.requireNonNull(time, "time");
        }
    }

    /**
     * Segments from the front until the others have at most so many bytes together.
     *
     * @param bytes how much may stay; not negative
     */
    record MoreThan(long bytes) implements PruneRule {

        /**
         * Checks the range.
         *
         * @throws InvalidArgumentException if it is negative
         */
        public MoreThan {
            if (bytes < 0) {
                throw new InvalidArgumentException(bytes + " bytes of a log cannot stay; name 0 or more");
            }
        }
    }

    /**
     * Segments whose records all have this sequence or a smaller one.
     *
     * @param sequence the sequence of the last record that may go; not negative
     */
    record UpTo(long sequence) implements PruneRule {

        /**
         * Checks the range.
         *
         * @throws InvalidArgumentException if it is negative
         */
        public UpTo {
            if (sequence < 0) {
                throw new InvalidArgumentException(sequence + " is the sequence of no record; name 0 or more");
            }
        }
    }
}
