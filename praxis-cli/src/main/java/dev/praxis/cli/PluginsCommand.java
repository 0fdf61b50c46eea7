package dev.praxis.cli;

import dev.praxis.api.PraxisException;
import dev.praxis.api.action.ActuatorProvider;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.api.plugin.Provider;
import dev.praxis.api.plugin.Providers;
import dev.praxis.api.redaction.RedactionRules;
import dev.praxis.api.store.StoreProvider;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Reports what was found and what of it is used. */
@Command(
        name = "plugins",
        mixinStandardHelpOptions = true,
        description = {
            "List the plugins that were found, and which of them this command uses.",
            "What is found but not named is never run."
        })
final class PluginsCommand implements Runnable {

    private final PraxisCli cli;

    PluginsCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        report(
                "store",
                ServiceLoader.load(StoreProvider.class, Workspace.classLoader()),
                Set.of(new StoreChoice(cli.globals(), cli.context().environment()).provider()));
        report("actuator", ServiceLoader.load(ActuatorProvider.class, Workspace.classLoader()), NamedActuators.NAMED);
        report("audit sink", ServiceLoader.load(AuditSinkProvider.class, Workspace.classLoader()), namedSinks());
        report("redaction rules", ServiceLoader.load(RedactionRules.class, Workspace.classLoader()), Set.of());
    }

    /** A list that cannot be used names none; the command that uses it says why. */
    private Set<String> namedSinks() {
        try (Workspace workspace = cli.workspace()) {
            return workspace.log().sinks().sinks().stream()
                    .map(sink -> sink.provider().name())
                    .collect(Collectors.toSet());
        } catch (PraxisException e) {
            cli.context().err().println("praxis: " + e.code() + ": " + e.getMessage());
            cli.context().err().flush();
            return Set.of();
        }
    }

    private <P extends Provider> void report(String spi, ServiceLoader<P> loader, Set<String> used) {
        Output out = cli.output();
        Providers<P> providers = Providers.discover(spi, loader);
        for (P provider : providers.found()) {
            boolean fits = ApiVersion.CURRENT.supports(provider.apiVersion());
            String status = !fits ? "refused" : used.contains(provider.name()) ? "used" : "found, not used";
            out.result(
                    JsonObject.builder()
                            .put("spi", spi)
                            .put("name", provider.name())
                            .put("class", provider.getClass().getName())
                            .put("apiVersion", provider.apiVersion().toString())
                            .put("status", status)
                            .build(),
                    String.format("%-16s %-10s %-16s API %s", spi, provider.name(), status, provider.apiVersion()));
        }
        for (String fault : providers.faults()) {
            out.result(
                    JsonObject.builder()
                            .put("spi", spi)
                            .put("status", "not loadable")
                            .put("fault", fault)
                            .build(),
                    String.format("%-16s not loadable: %s", spi, fault));
        }
    }
}
