package dev.praxis.actuation.talos;

import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Target;
import dev.praxis.api.action.Tier;
import dev.praxis.api.action.Verb;
import java.time.Duration;
import java.util.List;

/** Asks a node for its version. */
final class VersionVerb implements TalosVerb {

    private static final Verb DESCRIPTION =
            new Verb("version", "Show the versions of talosctl and of the node.", Tier.T0, List.of());

    @Override
    public Verb description() {
        return DESCRIPTION;
    }

    @Override
    public Plan prepare(Target target, TalosNode node, Arguments arguments) {
        return TalosVerb.plan(
                target,
                node,
                Tier.T0,
                new TalosctlCommand("version", node).within(Duration.ofMinutes(1)),
                List.of("Asks " + target.name() + " (node " + node.node() + ") for its version. Changes nothing."));
    }
}
