package dev.praxis.cli;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonObject;
import dev.praxis.execution.stop.HardStop;
import dev.praxis.execution.stop.HardStops;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and lifts hard stops. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description =
                "Show or lift hard stops. While one stands, nothing acts: a signed file was not as it was signed.")
final class StopCommand implements Runnable {

    private final PraxisCli cli;

    StopCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new Usage("what to do with hard stops is missing; write: praxis stop list|lift");
    }

    /** Lists them. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the hard stops that stand.")
    int list() {
        try (Workspace workspace = cli.workspace()) {
            List<HardStop> standing = workspace.stops().standing();
            standing.forEach(this::show);
            if (standing.isEmpty()) {
                cli.output().text("no hard stop stands");
            }
            return ExitCode.OK.status();
        }
    }

    /** Lifts one. */
    @Command(
            name = "lift",
            mixinStandardHelpOptions = true,
            description = {
                "Lift a hard stop, after you have found out what happened and put it right.",
                "It is recorded first; what cannot be recorded is not lifted."
            })
    int lift(
            @Parameters(paramLabel = "ID", description = "The stop, as 'praxis stop list' shows it.") String id,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            required = true,
                            description = "What happened, for the record.")
                    String reason) {
        try (Workspace workspace = cli.workspace()) {
            HardStops stops = workspace.stops();
            HardStop stop = stops.require(id);
            workspace.audit().append(entry(workspace, stop, reason));
            stops.lift(stop.id());
            cli.output()
                    .result(
                            json(stop).put("reason", reason).build(),
                            "lifted " + stop.id() + ", which stood since " + UtcMicros.format(stop.since()) + " about "
                                    + stop.what());
            return ExitCode.OK.status();
        }
    }

    private void show(HardStop stop) {
        cli.output()
                .result(
                        json(stop).build(),
                        stop.id() + "  since " + UtcMicros.format(stop.since()) + "  " + stop.what(),
                        "    " + stop.why());
    }

    static JsonObject.Builder json(HardStop stop) {
        return JsonObject.builder()
                .put("id", stop.id())
                .put("since", UtcMicros.format(stop.since()))
                .put("what", stop.what())
                .put("why", stop.why());
    }

    private static AuditEntry entry(Workspace workspace, HardStop stop, String reason) {
        return new AuditEntry(
                workspace.now(),
                workspace.actor(),
                BuildVersion.clientId(),
                UUID.randomUUID().toString(),
                "praxis.stop.lift",
                stop.what(),
                Tier.T0,
                Phase.OUTCOME,
                Decision.ALLOWED,
                JsonObject.builder()
                        .put("stop", stop.id())
                        .put("why", stop.why())
                        .put("reason", reason)
                        .build(),
                null,
                null,
                workspace.redactor().version());
    }
}
