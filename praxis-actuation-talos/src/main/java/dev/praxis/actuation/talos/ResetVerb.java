package dev.praxis.actuation.talos;

import dev.praxis.api.action.Parameter;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Target;
import dev.praxis.api.action.Tier;
import dev.praxis.api.action.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Wipes a node, or a part of it, within a scope that must be named. */
final class ResetVerb implements TalosVerb {

    private static final String REBOOT = "reboot";
    private static final String NO_GRACEFUL = "no-graceful";

    private static final Verb DESCRIPTION = new Verb(
            "reset",
            "Wipe partitions or disks of the node, then reboot it or shut it down.",
            Tier.T3,
            List.of(
                    new Parameter(
                            ResetScope.SYSTEM_LABELS,
                            Parameter.Kind.LIST,
                            "Partitions of the system disk to wipe: EFI, BIOS, BOOT, META, STATE, EPHEMERAL."),
                    new Parameter(ResetScope.SYSTEM_DISK, Parameter.Kind.FLAG, "Wipe the whole system disk."),
                    new Parameter(
                            ResetScope.USER_DISKS,
                            Parameter.Kind.LIST,
                            "Disks other than the system disk to wipe, such as /dev/sdb."),
                    new Parameter(
                            REBOOT, Parameter.Kind.FLAG, "Reboot after the wipe. Without it the node is shut down."),
                    new Parameter(
                            NO_GRACEFUL,
                            Parameter.Kind.FLAG,
                            "Do not drain the node and do not leave etcd first. The only way on a single control plane"
                                    + " node; etcd's data is lost with it.")));

    @Override
    public Verb description() {
        return DESCRIPTION;
    }

    @Override
    public Plan prepare(Target target, TalosNode node, Arguments arguments) {
        ResetScope scope = ResetScope.of(arguments);
        boolean reboot = arguments.flag(REBOOT);
        boolean graceful = !arguments.flag(NO_GRACEFUL);
        TalosctlCommand command = new TalosctlCommand("reset", node);
        scope.on(command);
        command.flag("reboot", reboot).flag("graceful", graceful);

        List<String> preview = new ArrayList<>();
        preview.add("Resets " + target.name() + " (node " + node.node() + "). This cannot be undone.");
        preview.addAll(scope.losses());
        preview.add(
                graceful
                        ? "First cordons and drains the node (Talos ignores failures of that); a control plane node"
                                + " leaves etcd."
                        : "Does NOT drain the node and does NOT leave etcd: a control plane node stays a dead member.");
        preview.add(
                reboot
                        ? "Reboots the node after the wipe."
                        : "The node will be SHUT DOWN after the wipe and stays off until somebody powers it on;"
                                + " give reboot if that is not meant.");
        return TalosVerb.plan(target, node, Tier.T3, command.waitingFor(Duration.ofMinutes(30)), preview);
    }
}
