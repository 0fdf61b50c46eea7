package dev.praxis.store.sqlite;

import java.time.Duration;

/**
 * How much one transaction takes. Other processes get their chance only between two transactions.
 *
 * @param works the greatest number of works
 * @param time no work begins later than this after the first has ended
 */
record GroupBound(int works, Duration time) {

    static final GroupBound DEFAULT = new GroupBound(64, Duration.ofMillis(10));
}
