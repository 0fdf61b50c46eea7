package dev.praxis.actuation.talos;

import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.ActionRequest;
import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.ExecutionContext;
import dev.praxis.api.action.InvalidActionException;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Verb;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Acts on hosts of type {@code talos} with {@code talosctl}, one process for each action, exactly one node for each
 * process. A host declares {@code node} and {@code endpoint}, each an IP address without a zone or a host name (RFC
 * 1123); both are always put on the command line, since talosctl would otherwise take the default nodes of its
 * configuration, which may be the whole cluster.
 *
 * <p>The flags used exist in talosctl 1.6 to 1.14. Immutable and thread-safe.
 */
public final class TalosActuator implements Actuator {

    private static final int FIRST_SIGNAL_STATUS = 128;

    private final List<TalosVerb> verbs = List.of(new VersionVerb(), new RebootVerb(), new ResetVerb());

    /** The actuator. */
    public TalosActuator() {}

    @Override
    public String targetType() {
        return "talos";
    }

    @Override
    public List<Verb> verbs() {
        return verbs.stream().map(TalosVerb::description).toList();
    }

    @Override
    public Plan prepare(ActionRequest request) {
        // The gate has looked the verb up as well, for its tier; this lookup is for what the verb does.
        TalosVerb verb = verbs.stream()
                .filter(candidate -> candidate.description().name().equals(request.verb()))
                .findFirst()
                .orElseThrow(() -> new InvalidActionException("talos has no verb of that name; it has: "
                        + verbs().stream().map(Verb::name).collect(Collectors.joining(", "))));
        return verb.prepare(
                request.target(),
                TalosNode.of(request.target()),
                Arguments.of(verb.description(), request.arguments()));
    }

    /**
     * {@inheritDoc}
     *
     * <p>talosctl ends with status 0 or 1 only, so a status of 128 and above means that a signal ended it: what happened
     * on the node is not known. A status of 1 is a failure that talosctl saw; the node may have done a part.
     *
     * @throws InvalidActionException if the plan is not one of this actuator
     */
    @Override
    public ActionOutcome execute(Plan plan, ExecutionContext context) {
        if (plan.commands().size() != 1 || !plan.commands().get(0).argv().get(0).equals(TalosctlCommand.PROGRAM)) {
            throw new InvalidActionException("not a plan of the talos actuator: such a plan is one talosctl command");
        }
        CommandResult result = context.commands().run(plan.commands().get(0));
        return outcome(result, String.join(", ", plan.targets()));
    }

    private static ActionOutcome outcome(CommandResult result, String node) {
        String elapsed = result.elapsed().toSeconds() + " s";
        ActionOutcome.Status status;
        String message;
        if (result.timedOut() || result.exitCode() >= FIRST_SIGNAL_STATUS) {
            status = ActionOutcome.Status.UNKNOWN;
            message = "talosctl was " + (result.timedOut() ? "stopped" : "killed") + " after " + elapsed
                    + "; whether node " + node + " did it is not known: look before you try again";
        } else if (result.exitCode() == 0) {
            status = ActionOutcome.Status.SUCCEEDED;
            message = "talosctl succeeded on node " + node + " in " + elapsed;
        } else {
            status = ActionOutcome.Status.FAILED;
            message = "talosctl failed with exit status " + result.exitCode() + " after " + elapsed + "; check node "
                    + node + ", it may have done a part of it";
        }
        return new ActionOutcome(status, result.output(), message, result.excerpt());
    }
}
