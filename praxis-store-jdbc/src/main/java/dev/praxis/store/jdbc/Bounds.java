package dev.praxis.store.jdbc;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.store.Basis;

/** A basis as the greatest sequence and the greatest recorded time of what it knows. */
record Bounds(long sequence, long recordedAt) {

    static Bounds of(Basis basis) {
        return basis instanceof Basis.AtSequence at
                ? new Bounds(at.sequence(), Long.MAX_VALUE)
                : new Bounds(Long.MAX_VALUE, UtcMicros.toEpochMicros(((Basis.RecordedAt) basis).recordedAt()));
    }
}
