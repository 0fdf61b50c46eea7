package dev.praxis.store.sqlite;

import java.time.Duration;

/**
 * How much one transaction takes. Other processes get their chance only between two transactions.
 *
 * @param works the greatest number of works
 * @param time no work begins later than this after the first has ended
 * @param patience how long a commit waits, all in all, for callers who are about but not in line yet
 */
record GroupBound(int works, Duration time, Duration patience) {

    /** A commit that is an fsync is worth a wait of a part of it. */
    static final GroupBound DURABLE = new GroupBound(64, Duration.ofMillis(10), Duration.ofNanos(50_000));

    /** A commit that is not is over sooner than anybody comes. */
    static final GroupBound QUICK = new GroupBound(DURABLE.works, DURABLE.time, Duration.ZERO);
}
