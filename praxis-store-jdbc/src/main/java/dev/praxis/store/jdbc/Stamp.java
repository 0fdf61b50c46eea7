package dev.praxis.store.jdbc;

import dev.praxis.api.UtcMicros;
import java.time.Instant;

/** The sequence and recorded time of the next entry. */
record Stamp(long sequence, Instant recordedAt) {

    /** The stamp behind the last entry; the write lock is held. The recorded time does not go back when the clock does. */
    static Stamp after(KeyHead head, Instant clock) {
        Instant now = UtcMicros.truncate(clock);
        boolean isBehind = head.sequence() > 0 && UtcMicros.toEpochMicros(now) < head.recordedAt();
        return new Stamp(head.sequence() + 1, isBehind ? UtcMicros.ofEpochMicros(head.recordedAt()) : now);
    }
}
