package dev.praxis.execution;

import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Precondition;
import dev.praxis.api.action.Target;
import dev.praxis.api.action.Tier;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A proposal that turned out to be an action: looked up, planned and classified, with nothing done yet.
 *
 * @param proposal what was wished for
 * @param actuator who does it
 * @param target the host as it is declared now
 * @param plan what will run
 * @param commands the commands of the plan, each with what it stands for on this machine now
 * @param classification how much it can hurt
 */
record PreparedAction(
        ActionProposal proposal,
        Actuator actuator,
        Target target,
        Plan plan,
        List<PlannedCommand> commands,
        Classification classification) {

    PreparedAction {
        commands = List.copyOf(commands);
    }

    String tool() {
        return proposal.actuator() + "." + proposal.verb();
    }

    Tier tier() {
        return classification.tier();
    }

    /** Whether the program of every command is on the PATH. */
    boolean hasPrograms() {
        return commands.stream()
                .allMatch(command -> command.resolution().program().isPresent());
    }

    /** The programs that are not on the PATH, with commas. */
    String missingPrograms() {
        return commands.stream()
                .filter(command -> command.resolution().program().isEmpty())
                .map(command -> command.command().argv().get(0))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * What the plan says to a person, and what it does not know: which files would run, with which credentials. A warning
     * comes first.
     */
    List<String> preview() {
        List<String> lines = new ArrayList<>();
        commands.stream()
                .filter(command -> command.resolution().program().isEmpty())
                .map(command -> command.command().argv().get(0))
                .distinct()
                .forEach(program -> lines.add("WARNING: " + program + " is NOT on the PATH now."
                        + (tier().needsHuman()
                                ? " An approval is NOT bound to a program file: whatever file is found by then will run."
                                : "")));
        lines.addAll(plan.preview());
        commands.stream().map(PlannedCommand::shown).distinct().forEach(lines::add);
        return lines;
    }

    /**
     * Everything that an approval is for. What changes here makes it an approval for something else. The files of the
     * programs are part of it if all of them are there.
     */
    JsonObject subject(String classifierVersion) {
        JsonObject.Builder subject = unboundSubject(classifierVersion);
        if (hasPrograms()) {
            subject.put(
                    "program",
                    JsonArray.ofStrings(commands.stream()
                            .flatMap(command -> command.resolution().program().stream())
                            .toList()));
        }
        return subject.build();
    }

    /** The subject of an approval that was given while a program was not on the PATH. */
    JsonObject subjectWithoutPrograms(String classifierVersion) {
        return unboundSubject(classifierVersion).build();
    }

    private JsonObject.Builder unboundSubject(String classifierVersion) {
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
                        JsonArray.of(commands.stream().map(PlannedCommand::json).toList()))
                .put(
                        "environment",
                        JsonArray.of(commands.stream()
                                .map(PlannedCommand::environmentJson)
                                .toList()))
                .put(
                        "preconditions",
                        JsonArray.of(plan.preconditions().stream()
                                .map(PreparedAction::json)
                                .toList()))
                .put("tier", tier().name())
                .put("classifier", classifierVersion);
    }

    private static List<String> keyAndVersion(Target target) {
        return List.of(
                target.fact().subject(),
                target.fact().predicate(),
                target.fact().factType(),
                target.version().toString());
    }

    private static JsonArray json(Precondition precondition) {
        return JsonArray.ofStrings(List.of(
                precondition.fact().subject(),
                precondition.fact().predicate(),
                precondition.fact().factType(),
                precondition.version().toString()));
    }
}
