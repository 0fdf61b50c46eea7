package dev.praxis.cli;

import dev.praxis.api.PraxisException;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.sink.FanOut;
import dev.praxis.audit.sink.PlannedSink;
import dev.praxis.audit.sink.SinkPlan;
import dev.praxis.audit.sink.SinkStatus;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows where records go beside the log, and how that is going. */
@Command(
        name = "sinks",
        mixinStandardHelpOptions = true,
        description = {
            "List the audit sinks that audit-sinks.json in the home names: what they took, missed, and what waits for them on disk.",
            "With --probe each is opened and closed again, without leaving a record; exit status 19 if one cannot be."
        })
final class AuditSinksCommand implements Runnable, picocli.CommandLine.IExitCodeGenerator {

    /** The sinks want the name of a log; a probe leaves none. */
    private static final String PROBE = "praxis-probe";

    private final PraxisCli cli;

    @Option(names = "--probe", description = "Open each sink, and say whether that worked.")
    private boolean probe;

    private boolean failed;

    AuditSinksCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        try (Workspace workspace = cli.workspace()) {
            HostLog log = workspace.log();
            SinkPlan plan = log.sinks();
            List<SinkStatus> all = FanOut.lastKnown(plan, log.sinkDirectory());
            if (all.isEmpty()) {
                cli.output().text("no audit sinks are named; see docs/guides/operators.md, \"Where records go\"");
            }
            for (int i = 0; i < all.size(); i++) {
                Optional<String> refusal = probe ? tried(plan.sinks().get(i)) : Optional.empty();
                failed |= refusal.isPresent();
                show(all.get(i), refusal);
            }
        }
    }

    /** Why a sink cannot be opened, if it cannot. */
    private static Optional<String> tried(PlannedSink sink) {
        try {
            sink.open(PROBE).close();
            return Optional.empty();
        } catch (PraxisException e) {
            return Optional.of(e.code() + ": " + e.getMessage());
        }
    }

    private void show(SinkStatus sink, Optional<String> refusal) {
        JsonObject.Builder json = SinkRendering.json(sink);
        if (probe) {
            json.put("probe", refusal.orElse("ok"));
        }
        String tried = probe ? "; probe: " + refusal.orElse("ok") : "";
        cli.output().result(json.build(), SinkRendering.line(sink) + tried);
    }

    @Override
    public int getExitCode() {
        return (failed ? ExitCode.AUDIT : ExitCode.OK).status();
    }
}
