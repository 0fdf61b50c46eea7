package dev.praxis.architecture;

import dev.praxis.api.action.ActionRequest;
import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.CommandRunner;
import dev.praxis.api.action.Plan;

/** Deliberately wrong: what the layering rules must catch. */
final class GoesAroundTheGateByCall {

    private GoesAroundTheGateByCall() {}

    static void act(Actuator actuator, ActionRequest request, CommandRunner runner) {
        Plan plan = actuator.prepare(request);
        plan.commands().forEach(command -> runner.run(command));
        actuator.execute(plan, () -> runner);
    }
}
