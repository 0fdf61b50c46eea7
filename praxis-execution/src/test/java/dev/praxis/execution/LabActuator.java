package dev.praxis.execution;

import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.ActionRequest;
import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.ExecutionContext;
import dev.praxis.api.action.InvalidActionException;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Precondition;
import dev.praxis.api.action.Target;
import dev.praxis.api.action.Tier;
import dev.praxis.api.action.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * An actuator for tests. {@code look} and {@code look-twice} are T0, {@code restart} T2, {@code wipe} T3, {@code wipe-all} T3 with two targets.
 * Takes any arguments; the argument {@code refuse} is refused and {@code break} breaks it.
 */
final class LabActuator implements Actuator {

    private volatile BiFunction<Plan, ExecutionContext, ActionOutcome> behaviour = LabActuator::runAll;
    private volatile Set<String> environment = Set.of();

    void behave(BiFunction<Plan, ExecutionContext, ActionOutcome> other) {
        behaviour = other;
    }

    /** Its commands ask for these variables from now on. */
    void ask(Set<String> variables) {
        environment = variables;
    }

    @Override
    public String targetType() {
        return "lab";
    }

    @Override
    public List<Verb> verbs() {
        return List.of(
                new Verb("look", "Looks.", Tier.T0, List.of()),
                new Verb("look-twice", "Looks at two.", Tier.T0, List.of()),
                new Verb("restart", "Restarts.", Tier.T2, List.of()),
                new Verb("wipe", "Wipes.", Tier.T3, List.of()),
                new Verb("wipe-all", "Wipes two.", Tier.T3, List.of()));
    }

    @Override
    public Plan prepare(ActionRequest request) {
        if (request.arguments().get("refuse").isPresent()) {
            throw new InvalidActionException("the lab refuses that");
        }
        if (request.arguments().get("break").isPresent()) {
            throw new IllegalStateException("prx_not-for-the-message");
        }
        String node = request.target().attributes().string("node").orElse("none");
        return switch (request.verb()) {
            case "look" -> plan(request.target(), List.of(node), Tier.T0, "version");
            case "look-twice" -> plan(request.target(), List.of(node, "10.0.0.2"), Tier.T0, "version");
            case "restart" -> plan(request.target(), List.of(node), Tier.T2, "reboot");
            case "wipe" -> plan(request.target(), List.of(node), Tier.T3, "reset");
            default -> plan(request.target(), List.of(node, "10.0.0.2"), Tier.T3, "reset");
        };
    }

    @Override
    public ActionOutcome execute(Plan plan, ExecutionContext context) {
        return behaviour.apply(plan, context);
    }

    static ActionOutcome runAll(Plan plan, ExecutionContext context) {
        CommandResult last = null;
        for (Command command : plan.commands()) {
            last = context.commands().run(command);
        }
        return new ActionOutcome(ActionOutcome.Status.SUCCEEDED, last.output(), "done", last.excerpt());
    }

    private Plan plan(Target target, List<String> nodes, Tier floor, String word) {
        List<Command> commands = nodes.stream()
                .map(node ->
                        new Command(List.of("talosctl", word, "--nodes=" + node), environment, Duration.ofSeconds(1)))
                .toList();
        Precondition precondition = new Precondition(target.fact(), target.version(), "the node comes from it");
        return new Plan(nodes, floor, commands, List.of("The lab does " + word + "."), List.of(precondition));
    }
}
