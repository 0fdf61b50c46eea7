package dev.praxis.execution;

import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandResolution;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A command of a plan, and what it stands for on this machine.
 *
 * @param command the command
 * @param resolution what was found when the action was prepared
 */
record PlannedCommand(Command command, CommandResolution resolution) {

    JsonObject json() {
        return JsonObject.builder()
                .put("argv", JsonArray.ofStrings(command.argv()))
                .put(
                        "environment",
                        JsonArray.ofStrings(
                                command.environment().stream().sorted().toList()))
                .put("timeout", command.timeout().toString())
                .build();
    }

    /** The digest of each variable that the program would get; a name that is missing is a variable that is not set. */
    JsonObject environmentJson() {
        JsonObject.Builder json = JsonObject.builder();
        new TreeMap<>(resolution.environment())
                .forEach((name, variable) -> json.put(name, variable.sha256().hex()));
        return json.build();
    }

    /** One line for a person: which file runs, and on whose behalf. */
    String shown() {
        Set<String> names = new TreeSet<>(command.environment());
        names.add("HOME");
        return "Runs " + resolution.program().orElse(command.argv().get(0)) + " with "
                + names.stream().map(this::shown).collect(Collectors.joining(", ")) + ".";
    }

    private String shown(String name) {
        CommandResolution.Variable variable = resolution.environment().get(name);
        return variable == null ? name + " not set" : name + "=" + variable.shown();
    }
}
