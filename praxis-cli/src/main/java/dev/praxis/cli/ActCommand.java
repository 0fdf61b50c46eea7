package dev.praxis.cli;

import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.Verb;
import dev.praxis.api.plugin.ProviderException;
import dev.praxis.execution.Actuators;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command {@code act}, with a command for each actuator and each of its verbs, made from what the actuators say of
 * themselves: a new verb of a plugin needs nothing here.
 */
final class ActCommand {

    private final PraxisCli cli;
    private final Actuators actuators;

    ActCommand(PraxisCli cli, Actuators actuators) {
        this.cli = cli;
        this.actuators = actuators;
    }

    CommandLine commandLine() {
        CommandSpec act = group(
                "act",
                "what to act with is missing; see: praxis act --help",
                "Act on a host, through the gate: classified, approved by a human where it must be, recorded.",
                "First make a dry run: it shows exactly what would run and sends a one-time token to the operator's console",
                "(the terminal, else standard error; never standard output). Then run the same with that token.");
        for (String name : NamedActuators.NAMED) {
            act.addSubcommand(name, actuator(name));
        }
        return new CommandLine(act);
    }

    /** An actuator that cannot be used must not take the other commands with it; its own command says why. */
    private CommandSpec actuator(String name) {
        Actuator actuator;
        try {
            actuator = actuators.named(name);
        } catch (ProviderException e) {
            return failing(name, e);
        }
        CommandSpec spec = group(
                name,
                "what to do is missing; see: praxis act " + name + " --help",
                "Act on hosts of type " + actuator.targetType() + ".");
        for (Verb verb : actuator.verbs()) {
            spec.addSubcommand(verb.name(), new VerbCommand(cli, name, verb).spec());
        }
        return spec;
    }

    private static CommandSpec failing(String name, ProviderException why) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Runnable) () -> {
                    throw why;
                })
                .name(name);
        spec.parser().unmatchedArgumentsAllowed(true);
        spec.usageMessage().description("Cannot be used: " + why.getMessage());
        return spec;
    }

    private static CommandSpec group(String name, String missing, String... description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Runnable) () -> {
                    throw new Usage(missing);
                })
                .name(name)
                .mixinStandardHelpOptions(true);
        spec.usageMessage().description(description);
        return spec;
    }
}
