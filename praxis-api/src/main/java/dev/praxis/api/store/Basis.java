package dev.praxis.api.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.UtcMicros;
import java.time.Instant;

/**
 * The state of the record that is read. A sequence is repeatable for ever. A time is not while writes go on: two changes
 * may carry the same time, and a write may take its time before it waits for its turn.
 */
public sealed interface Basis {

    /**
     * Everything that was recorded so far.
     *
     * @return the basis
     */
    static Basis latest() {
        return new AtSequence(Long.MAX_VALUE);
    }

    /**
     * Everything recorded at or before a time.
     *
     * @param recordedAt the recorded time; truncated to microseconds
     */
    record RecordedAt(Instant recordedAt) implements Basis {
        /**
         * Truncates the time.
         *
         * @throws InvalidArgumentException if it is out of range
         */
        public RecordedAt {
            recordedAt = UtcMicros.truncate(recordedAt);
        }
    }

    /**
     * Everything up to a change, that one included.
     *
     * @param sequence the sequence of the change; 0 for the empty store
     */
    record AtSequence(long sequence) implements Basis {
        /**
         * Checks the sequence.
         *
         * @throws InvalidArgumentException if it is negative
         */
        public AtSequence {
            if (sequence < 0) {
                throw new InvalidArgumentException("sequence " + sequence + " is negative; sequences start at 1");
            }
        }
    }
}
