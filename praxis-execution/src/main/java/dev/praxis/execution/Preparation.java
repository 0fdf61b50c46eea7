package dev.praxis.execution;

import dev.praxis.api.PraxisException;
import dev.praxis.api.action.ActionRequest;
import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.InvalidActionException;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.ResolvingCommandRunner;
import dev.praxis.api.action.Target;
import dev.praxis.api.action.Verb;
import dev.praxis.execution.host.HostDirectory;
import dev.praxis.execution.host.HostTypeException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Finds out what a proposal means. What it refuses is not an action at all, such as one on a host that does not exist:
 * the gate has nothing to decide, and nothing is written anywhere.
 */
final class Preparation {

    private final Actuators actuators;
    private final HostDirectory hosts;
    private final TierClassifier classifier;
    private final ResolvingCommandRunner runner;

    Preparation(Actuators actuators, HostDirectory hosts, TierClassifier classifier, ResolvingCommandRunner runner) {
        this.actuators = actuators;
        this.hosts = hosts;
        this.classifier = classifier;
        this.runner = runner;
    }

    PreparedAction prepare(ActionProposal proposal) {
        Actuator actuator = contained(proposal, () -> actuators.named(proposal.actuator()));
        Target target = hosts.require(proposal.host());
        String type = contained(proposal, actuator::targetType);
        if (!target.type().equals(type)) {
            throw new HostTypeException("host " + target.name() + " is of type '" + target.type() + "'; the actuator "
                    + proposal.actuator() + " acts on hosts of type '" + type + "'");
        }
        Verb verb = contained(proposal, () -> verb(actuator, proposal));
        ActionRequest request = new ActionRequest(verb.name(), target, proposal.arguments());
        Plan plan = contained(proposal, () -> actuator.prepare(request));
        List<PlannedCommand> commands = plan.commands().stream()
                .map(command -> new PlannedCommand(command, runner.resolve(command)))
                .toList();
        return new PreparedAction(proposal, actuator, target, plan, commands, classifier.classify(verb, plan));
    }

    /** Not left to the actuator: the verb has a tier floor, which the gate must know of the very verb that is planned. */
    private static Verb verb(Actuator actuator, ActionProposal proposal) {
        return actuator.verbs().stream()
                .filter(verb -> verb.name().equals(proposal.verb()))
                .findFirst()
                .orElseThrow(() -> new InvalidActionException(proposal.actuator()
                        + " has no verb of that name; it has: "
                        + String.join(
                                ", ", actuator.verbs().stream().map(Verb::name).toList())));
    }

    /** A plugin may break; what it breaks with may hold anything, so its message is not passed on. */
    private static <T> T contained(ActionProposal proposal, Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get(), "an actuator answered null");
        } catch (PraxisException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ActuatorFaultException(
                    "the actuator " + proposal.actuator() + " broke while it prepared the action ("
                            + e.getClass().getName() + "); nothing ran; report it to its author",
                    e);
        }
    }
}
