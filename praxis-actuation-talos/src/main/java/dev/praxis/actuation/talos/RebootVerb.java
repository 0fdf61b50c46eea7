package dev.praxis.actuation.talos;

import dev.praxis.api.action.InvalidActionException;
import dev.praxis.api.action.Parameter;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Target;
import dev.praxis.api.action.Tier;
import dev.praxis.api.action.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reboots a node. */
final class RebootVerb implements TalosVerb {

    private static final String MODE = "mode";
    private static final String DEFAULT_MODE = "default";

    /** {@code force}, which skips the graceful shutdown, came with talosctl 1.13 only. */
    private static final Set<String> MODES = Set.of(DEFAULT_MODE, "powercycle");

    private static final Verb DESCRIPTION = new Verb(
            "reboot",
            "Reboot the node and wait until it is back.",
            Tier.T2,
            List.of(new Parameter(
                    MODE, Parameter.Kind.TEXT, "How: default, or powercycle to go through the firmware (no kexec).")));

    @Override
    public Verb description() {
        return DESCRIPTION;
    }

    @Override
    public Plan prepare(Target target, TalosNode node, Arguments arguments) {
        String mode = arguments.text(MODE).orElse(DEFAULT_MODE);
        if (!MODES.contains(mode)) {
            throw new InvalidActionException("reboot: no such mode; choose default or powercycle");
        }
        return TalosVerb.plan(
                target,
                node,
                Tier.T2,
                new TalosctlCommand("reboot", node).flag(MODE, mode).waitingFor(Duration.ofMinutes(30)),
                List.of(
                        "Reboots " + target.name() + " (node " + node.node() + "), mode " + mode + ".",
                        "Everything that runs on the node stops until it is back."));
    }
}
