package dev.praxis.audit.sink;

import dev.praxis.api.InvalidArgumentException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sinks of a log, which the host names. Immutable and thread-safe.
 *
 * @param sinks the sinks, each with a name of its own
 * @param quorum how many of the sinks of mode {@link SinkMode#QUORUM} must take a record; 0 if and only if there is none
 */
public record SinkPlan(List<PlannedSink> sinks, int quorum) {

    /**
     * Checks the names and the quorum.
     *
     * @throws InvalidArgumentException if two sinks have the same name, or the quorum cannot be reached or is missing
     */
    public SinkPlan {
        sinks = List.copyOf(sinks);
        Set<String> names = new HashSet<>();
        for (PlannedSink sink : sinks) {
            if (!names.add(sink.name())) {
                throw new InvalidArgumentException(
                        "two audit sinks are named '" + sink.name() + "'; give each a name of its own");
            }
        }
        long voters =
                sinks.stream().filter(sink -> sink.mode() == SinkMode.QUORUM).count();
        if (quorum < 0 || quorum > voters || (quorum == 0) != (voters == 0)) {
            throw new InvalidArgumentException("a quorum of " + quorum + " cannot be had of " + voters
                    + " audit sinks of mode QUORUM; " + (voters == 0 ? "leave it out" : "ask for 1 to " + voters));
        }
    }

    /**
     * No sinks: the records are in the log and nowhere else.
     *
     * @return an empty plan
     */
    public static SinkPlan none() {
        return new SinkPlan(List.of(), 0);
    }

    /**
     * Sinks without a quorum.
     *
     * @param sinks sinks of the other modes
     * @return a plan
     * @throws InvalidArgumentException if one has the mode {@link SinkMode#QUORUM}, or two have the same name
     */
    public static SinkPlan of(PlannedSink... sinks) {
        return new SinkPlan(List.of(sinks), 0);
    }
}
