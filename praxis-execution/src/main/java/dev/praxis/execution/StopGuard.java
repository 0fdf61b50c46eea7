package dev.praxis.execution;

import dev.praxis.execution.stop.HardStop;
import dev.praxis.execution.stop.HardStops;
import dev.praxis.execution.stop.StopUnavailableException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says whether a hard stop stands; one that cannot be looked up counts as standing. Thread-safe; blocks on I/O. */
final class StopGuard {

    /**
     * Why nothing may act.
     *
     * @param why the reason, for people
     * @param cause what kept it from being looked up, or null
     */
    record Standing(String why, @Nullable StopUnavailableException cause) {}

    private final HardStops stops;

    StopGuard(HardStops stops) {
        this.stops = stops;
    }

    /** Why nothing may act now; empty if no stop stands. */
    Optional<Standing> standing() {
        List<HardStop> standing;
        try {
            standing = stops.standing();
        } catch (StopUnavailableException e) {
            return Optional.of(new Standing(String.valueOf(e.getMessage()), e));
        }
        return standing.stream()
                .findFirst()
                .map(stop -> new Standing(
                        "a hard stop stands since " + stop.since() + " about " + stop.what() + ": " + stop.why()
                                + "; when that is settled: praxis stop lift " + stop.id(),
                        null));
    }
}
