package dev.praxis.cli;

import dev.praxis.api.action.Parameter;
import dev.praxis.api.action.Verb;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command of one verb. Its options are the verb's parameters and what every action takes. */
final class VerbCommand implements Callable<Integer> {

    private static final String HOST = "--host";
    private static final String DRY_RUN = "--dry-run";
    private static final String APPROVAL = "--approval";
    private static final String REASON = "--reason";

    private final PraxisCli cli;
    private final String actuator;
    private final Verb verb;
    private final CommandSpec spec;

    VerbCommand(PraxisCli cli, String actuator, Verb verb) {
        this.cli = cli;
        this.actuator = actuator;
        this.verb = verb;
        this.spec = CommandSpec.wrapWithoutInspection(this).name(verb.name()).mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description(
                        verb.summary(),
                        "Tier: at least " + verb.tierFloor() + " ("
                                + verb.tierFloor().meaning() + ").");
        spec.addOption(text(HOST, "NAME", "The host to act on; see: praxis host list")
                .required(true)
                .build());
        spec.addOption(flag(DRY_RUN, "Run nothing: show what would run, and ask for an approval where one is needed."));
        spec.addOption(
                text(APPROVAL, "TOKEN", "The one-time token that the dry run sent; '-' reads it from standard input.")
                        .build());
        spec.addOption(text(REASON, "TEXT", "Why, for the record. The approval holds for this reason only.")
                .build());
        verb.parameters().forEach(parameter -> spec.addOption(option(parameter)));
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        ActionWish wish = new ActionWish(
                actuator,
                verb.name(),
                given(HOST, String.class).orElseThrow(),
                arguments(),
                given(REASON, String.class));
        ActionRun run = new ActionRun(cli);
        if (given(DRY_RUN, Boolean.class).orElse(false)) {
            return run.preview(wish).status();
        }
        return run.execute(wish, given(APPROVAL, String.class)).status();
    }

    /** The arguments that were given; what was not given is not there. */
    private JsonObject arguments() {
        JsonObject.Builder arguments = JsonObject.builder();
        for (Parameter parameter : verb.parameters()) {
            String name = parameter.name();
            switch (parameter.kind()) {
                case FLAG ->
                    given("--" + name, Boolean.class).filter(flag -> flag).ifPresent(flag -> arguments.put(name, true));
                case TEXT -> given("--" + name, String.class).ifPresent(text -> arguments.put(name, text));
                case LIST ->
                    given("--" + name, List.class)
                            .ifPresent(list -> arguments.put(name, JsonArray.ofStrings(strings(list))));
            }
        }
        return arguments.build();
    }

    private static List<String> strings(List<?> list) {
        return list.stream().map(String::valueOf).toList();
    }

    private <T> Optional<T> given(String option, Class<T> type) {
        return Optional.ofNullable(type.cast(spec.findOption(option).getValue()));
    }

    private static OptionSpec option(Parameter parameter) {
        String name = "--" + parameter.name();
        return switch (parameter.kind()) {
            case FLAG -> flag(name, parameter.description());
            case TEXT -> text(name, "TEXT", parameter.description()).build();
            case LIST ->
                text(name, "A,B", parameter.description())
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .splitRegex(",")
                        .build();
        };
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(Boolean.class)
                .arity("0")
                .description(description)
                .build();
    }

    private static OptionSpec.Builder text(String name, String label, String description) {
        return OptionSpec.builder(name).type(String.class).paramLabel(label).description(description);
    }
}
