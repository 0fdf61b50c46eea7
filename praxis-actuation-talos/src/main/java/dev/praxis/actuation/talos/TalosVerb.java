package dev.praxis.actuation.talos;

import dev.praxis.api.action.Command;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Precondition;
import dev.praxis.api.action.Target;
import dev.praxis.api.action.Tier;
import dev.praxis.api.action.Verb;
import java.util.List;

/** One verb: what it is, and how a request for it becomes a plan. Implementations are pure and immutable. */
interface TalosVerb {

    Verb description();

    /**
     * Makes the plan.
     *
     * @throws dev.praxis.api.action.InvalidActionException if the arguments do not say one thing that can be done
     */
    Plan prepare(Target target, TalosNode node, Arguments arguments);

    /** The plan of one command on one node, valid while the host is declared as it is now. */
    static Plan plan(Target target, TalosNode node, Tier tierFloor, Command command, List<String> preview) {
        return new Plan(
                List.of(node.node()),
                tierFloor,
                List.of(command),
                preview,
                List.of(new Precondition(
                        target.fact(),
                        target.version(),
                        "node and endpoint of " + target.name() + " come from this fact")));
    }
}
