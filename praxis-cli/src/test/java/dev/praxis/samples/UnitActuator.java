package dev.praxis.samples;

import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.ActionOutcome.Status;
import dev.praxis.api.action.ActionRequest;
import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.ExecutionContext;
import dev.praxis.api.action.InvalidActionException;
import dev.praxis.api.action.Parameter;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Precondition;
import dev.praxis.api.action.Target;
import dev.praxis.api.action.Tier;
import dev.praxis.api.action.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Restarts units of a remote machine. The sample of docs/guides/plugins.md. */
public final class UnitActuator implements Actuator {

    private static final Pattern UNIT = Pattern.compile("[a-z0-9][a-z0-9-]{0,60}\\.service");
    private static final Pattern MACHINE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}");
    private static final Verb RESTART = new Verb(
            "restart",
            "Restart one service of the machine.",
            Tier.T2,
            List.of(new Parameter("unit", Parameter.Kind.TEXT, "The unit, such as nginx.service.")));

    @Override
    public String targetType() {
        return "systemd";
    }

    @Override
    public List<Verb> verbs() {
        return List.of(RESTART);
    }

    @Override
    public Plan prepare(ActionRequest request) {
        if (!request.verb().equals(RESTART.name())) {
            throw new InvalidActionException("unit has no verb of that name; it has: restart");
        }
        Target target = request.target();
        String machine = target.attributes()
                .string("machine")
                .filter(text -> MACHINE.matcher(text).matches())
                .orElseThrow(() -> new InvalidActionException(
                        "host " + target.name() + " has no machine; declare it with --attribute machine=NAME"));
        String unit = request.arguments()
                .string("unit")
                .filter(text -> UNIT.matcher(text).matches())
                .orElseThrow(() -> new InvalidActionException("restart needs a unit, such as nginx.service"));
        return new Plan(
                List.of(machine),
                Tier.T2,
                List.of(new Command(
                        List.of("systemctl", "--host=" + machine, "restart", "--", unit),
                        Set.of("SSH_AUTH_SOCK"),
                        Duration.ofMinutes(2))),
                List.of("Restarts " + unit + " on " + machine + "; its connections are cut."),
                List.of(new Precondition(target.fact(), target.version(), "the machine is still the same one")));
    }

    @Override
    public ActionOutcome execute(Plan plan, ExecutionContext context) {
        CommandResult result = context.commands().run(plan.commands().get(0));
        if (result.timedOut() || result.exitCode() >= 128) {
            return outcome(Status.UNKNOWN, result, "systemctl was cut off; look at the unit before you try again");
        }
        return result.exitCode() == 0
                ? outcome(Status.SUCCEEDED, result, "the unit was restarted")
                : outcome(Status.FAILED, result, "systemctl failed with exit status " + result.exitCode());
    }

    private static ActionOutcome outcome(Status status, CommandResult result, String message) {
        return new ActionOutcome(status, result.output(), message, result.excerpt());
    }
}
