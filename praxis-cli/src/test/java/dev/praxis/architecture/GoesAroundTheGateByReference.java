package dev.praxis.architecture;

import dev.praxis.api.action.ActionRequest;
import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.CommandRunner;
import dev.praxis.api.action.Plan;
import java.util.function.Function;

/** Deliberately wrong: what the layering rules must catch. */
final class GoesAroundTheGateByReference {

    private GoesAroundTheGateByReference() {}

    static Function<ActionRequest, Plan> planner(Actuator actuator) {
        return actuator::prepare;
    }

    static Function<Command, CommandResult> runner(CommandRunner runner) {
        return runner::run;
    }
}
