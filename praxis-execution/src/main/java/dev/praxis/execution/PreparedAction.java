package dev.praxis.execution;

import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.Command;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Precondition;
import dev.praxis.api.action.Target;
import dev.praxis.api.action.Tier;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import java.util.List;

/**
 * A proposal that turned out to be an action: looked up, planned and classified, with nothing done yet.
 *
 * @param proposal what was wished for
 * @param actuator who does it
 * @param target the host as it is declared now
 * @param plan what will run
 * @param classification how much it can hurt
 */
record PreparedAction(
        ActionProposal proposal, Actuator actuator, Target target, Plan plan, Classification classification) {

    String tool() {
        return proposal.actuator() + "." + proposal.verb();
    }

    Tier tier() {
        return classification.tier();
    }

    /** Everything that an approval is for. What changes here makes it an approval for something else. */
    JsonObject subject(String classifierVersion) {
        return JsonObject.builder()
                .put("actor", proposal.caller().actor())
                .put("actuator", proposal.actuator())
                .put("verb", proposal.verb())
                .put("host", proposal.host())
                .put("arguments", proposal.arguments())
                .put("reason", proposal.reason())
                .put("host fact", JsonArray.ofStrings(keyAndVersion(target)))
                .put("targets", JsonArray.ofStrings(plan.targets()))
                .put(
                        "commands",
                        JsonArray.of(plan.commands().stream()
                                .map(PreparedAction::json)
                                .toList()))
                .put(
                        "preconditions",
                        JsonArray.of(plan.preconditions().stream()
                                .map(PreparedAction::json)
                                .toList()))
                .put("tier", tier().name())
                .put("classifier", classifierVersion)
                .build();
    }

    private static List<String> keyAndVersion(Target target) {
        return List.of(
                target.fact().subject(),
                target.fact().predicate(),
                target.fact().factType(),
                target.version().toString());
    }

    private static JsonObject json(Command command) {
        return JsonObject.builder()
                .put("argv", JsonArray.ofStrings(command.argv()))
                .put(
                        "environment",
                        JsonArray.ofStrings(
                                command.environment().stream().sorted().toList()))
                .put("timeout", command.timeout().toString())
                .build();
    }

    private static JsonArray json(Precondition precondition) {
        return JsonArray.ofStrings(List.of(
                precondition.fact().subject(),
                precondition.fact().predicate(),
                precondition.fact().factType(),
                precondition.version().toString()));
    }
}
