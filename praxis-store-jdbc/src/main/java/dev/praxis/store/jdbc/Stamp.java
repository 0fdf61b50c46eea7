package dev.praxis.store.jdbc;

import dev.praxis.api.UtcMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;

/** The sequence and recorded time of the next entry. */
record Stamp(long sequence, Instant recordedAt) {

    /** Reads the last entry; the write lock is held. The recorded time does not go back when the clock does. */
    static Stamp next(Session session, InstantSource clock) throws SQLException {
        Instant now = UtcMicros.truncate(clock.instant());
        try (ResultSet last = session.prepare(EntryTable.LAST_OF_STORE).executeQuery()) {
            if (!last.next()) {
                return new Stamp(1, now);
            }
            Instant lastRecorded = UtcMicros.ofEpochMicros(last.getLong(2));
            return new Stamp(last.getLong(1) + 1, now.isBefore(lastRecorded) ? lastRecorded : now);
        }
    }

    /** The stamp of an entry of the same batch: the same time, a later sequence. */
    Stamp plus(int entries) {
        return new Stamp(sequence + entries, recordedAt);
    }
}
