package dev.praxis.cli;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.cli.observe.HostObserver;
import dev.praxis.cli.observe.Observation;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads facts about a machine and records what changed. */
@Command(
        name = "observe",
        mixinStandardHelpOptions = true,
        description = "Read facts about a machine and record what changed.")
final class ObserveCommand implements Runnable {

    static final String FACT_TYPE = "observed";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");

    private final PraxisCli cli;

    ObserveCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new Usage("what to observe is missing; write: praxis observe host");
    }

    /** Observes the machine that praxis runs on. */
    @Command(
            name = "host",
            mixinStandardHelpOptions = true,
            description = {
                "Read this machine's /proc, /sys and /etc and record what changed as observed facts about host:<name>.",
                "A fact whose content is the same is not written again. Starts no process and needs no privileges."
            })
    int host(
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "Record about host:NAME. Default: this machine's host name.")
                    @Nullable
                    String name)
            throws IOException {
        HostObserver observer = new HostObserver(cli.context().host());
        HostObserver.Result read = observer.observe();
        String subject = "host:" + requireName(name == null ? observer.hostName() : name);
        Output out = cli.output();
        int recorded = 0;
        try (Workspace workspace = cli.workspace()) {
            VersionedStore store = workspace.store();
            for (Observation observation : read.observations()) {
                Optional<Fact> written =
                        record(workspace, store, new FactKey(subject, observation.predicate(), FACT_TYPE), observation);
                recorded += written.isPresent() ? 1 : 0;
                report(out, observation, written);
            }
        }
        for (String unread : read.unread()) {
            cli.context().err().println("praxis: not observed: " + Printable.line(unread));
        }
        out.text(
                subject + ": " + recorded + " recorded, " + (read.observations().size() - recorded) + " unchanged");
        return ExitCode.OK.status();
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidArgumentException(
                    "not a host name: it takes letters, digits, dashes, dots and underscores; give one with --name");
        }
        return name;
    }

    private static void report(Output out, Observation observation, Optional<Fact> written) {
        JsonObject.Builder json = JsonObject.builder().put("predicate", observation.predicate());
        if (written.isPresent()) {
            out.result(
                    json.put("status", "recorded")
                            .put("fact", FactRendering.json(written.get()))
                            .build(),
                    "recorded   " + FactRendering.line(written.get()));
        } else {
            out.result(json.put("status", "unchanged").build(), "unchanged  " + observation.predicate());
        }
    }

    /** Writes unless the active fact says the same; a writer that came between is read again, at most a few times. */
    private static Optional<Fact> record(
            Workspace workspace, VersionedStore store, FactKey key, Observation observation) {
        JsonObject value = workspace.redactor().redact(observation.value());
        VersionConflictException last = null;
        for (int attempt = 0; attempt < 5; attempt++) {
            Optional<Fact> active = store.active(key);
            if (active.isPresent() && active.get().assertion().value().equals(value)) {
                return Optional.empty();
            }
            Expected expected =
                    active.map(fact -> Expected.version(fact.version())).orElse(Expected.absent());
            try {
                return Optional.of(store.putIf(
                        new Assertion(
                                key, value, workspace.now(), workspace.actor(), "observed by praxis observe host"),
                        expected));
            } catch (VersionConflictException e) {
                last = e;
            }
        }
        throw last;
    }
}
