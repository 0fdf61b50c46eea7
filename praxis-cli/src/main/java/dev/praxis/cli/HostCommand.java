package dev.praxis.cli;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.execution.host.HostDirectory;
import dev.praxis.execution.host.HostUnknownException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The hosts that can be acted on. They are facts, so 'fact history' shows how they came to be. */
@Command(
        name = "host",
        mixinStandardHelpOptions = true,
        description = {
            "Declare the hosts that can be acted on.",
            "A host is the fact host:NAME host (declared); an approval holds for one version of it."
        })
final class HostCommand implements Runnable {

    private final PraxisCli cli;

    HostCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new Usage("what to do with hosts is missing; write: praxis host add|list|remove");
    }

    /** Declares a host. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Declare a host. One that is declared otherwise is left alone unless --replace is given.",
            footer = {"", "Example: praxis host add cp-1 --type talos --node 10.5.0.2 --endpoint 10.5.0.2"})
    int add(
            @Parameters(paramLabel = "NAME", description = "What to call it, such as cp-1.") String name,
            @Option(
                            names = "--type",
                            required = true,
                            paramLabel = "TYPE",
                            description = "Which actuator acts on it, such as talos.")
                    String type,
            @Option(names = "--node", paramLabel = "ADDRESS", description = "Talos: the node to act on.") @Nullable
                    String node,
            @Option(
                            names = "--endpoint",
                            paramLabel = "ADDRESS",
                            description = "Talos: the API endpoint to go through.")
                    @Nullable
                    String endpoint,
            @Option(
                            names = "--attribute",
                            paramLabel = "NAME=VALUE",
                            description = "Anything else that its actuator needs to know; repeatable.")
                    @Nullable
                    Map<String, String> attributes,
            @Option(names = "--replace", description = "Supersede what is declared now.") boolean replace,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            defaultValue = "praxis host add",
                            description = "Why, for the record.")
                    String reason) {
        JsonObject described = attributes(node, endpoint, attributes);
        try (Workspace workspace = cli.workspace()) {
            Assertion assertion =
                    HostDirectory.declaration(name, type, described, workspace.now(), workspace.actor(), reason);
            Optional<Fact> active = workspace.store().active(assertion.key());
            if (active.isPresent() && active.get().assertion().value().equals(assertion.value())) {
                return report("unchanged", active.get());
            }
            if (active.isPresent() && !replace) {
                throw new HostDeclaredException(name, active.get());
            }
            Expected expected =
                    active.map(fact -> Expected.version(fact.version())).orElse(Expected.absent());
            return report("declared", workspace.store().putIf(assertion, expected));
        }
    }

    private static JsonObject attributes(
            @Nullable String node, @Nullable String endpoint, @Nullable Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(others == null ? Map.of() : others);
        if (all.containsKey("")) {
            throw new InvalidArgumentException("an attribute has no name; write --attribute NAME=VALUE");
        }
        if (all.containsKey("type")) {
            throw new InvalidArgumentException("the type of a host is not an attribute; use --type");
        }
        if (node != null) {
            all.put("node", node);
        }
        if (endpoint != null) {
            all.put("endpoint", endpoint);
        }
        JsonObject.Builder object = JsonObject.builder();
        all.forEach(object::put);
        return object.build();
    }

    private int report(String status, Fact fact) {
        cli.output()
                .result(
                        JsonObject.builder()
                                .put("status", status)
                                .put("fact", FactRendering.json(fact))
                                .build(),
                        status + "  " + FactRendering.line(fact));
        return ExitCode.OK.status();
    }

    /** Lists hosts. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the hosts.")
    int list() {
        Output out = cli.output();
        try (Workspace workspace = cli.workspace()) {
            Optional<? extends Store> store = workspace.storeIfAny();
            if (store.isEmpty()) {
                out.text("no hosts yet; see: praxis host add --help");
                return ExitCode.OK.status();
            }
            FactQuery query = FactQuery.all()
                    .withSubjectPrefix("host:")
                    .withPredicate("host")
                    .withFactType("declared");
            while (true) {
                Page<FactKey> page = store.get().list(query);
                page.facts().forEach(fact -> out.result(FactRendering.json(fact), FactRendering.line(fact)));
                if (page.next() == null) {
                    return ExitCode.OK.status();
                }
                query = query.after(page.next());
            }
        }
    }

    /** Retires the declaration of a host. */
    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Retire the declaration of a host: it can no longer be acted on. Its history stays.")
    int remove(
            @Parameters(paramLabel = "NAME", description = "The host.") String name,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            defaultValue = "praxis host remove",
                            description = "Why, for the record.")
                    String reason) {
        try (Workspace workspace = cli.workspace()) {
            RetirementRequest request =
                    new RetirementRequest(HostDirectory.key(name), workspace.now(), workspace.actor(), reason);
            return report("removed", workspace.existingStore().retire(request));
        } catch (NoActiveFactException | StoreAbsentException e) {
            throw new HostUnknownException("no host is declared as '" + name + "'; see: praxis host list");
        }
    }
}
