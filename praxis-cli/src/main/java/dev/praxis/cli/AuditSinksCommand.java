package dev.praxis.cli;

import dev.praxis.api.PraxisException;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
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
            SinkPlan plan = workspace.sinkPlan();
            List<SinkStatus> all = FanOut.lastKnown(plan, workspace.sinkDirectory());
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
        JsonObject.Builder json = JsonObject.builder()
                .put("name", sink.name())
                .put("provider", sink.provider())
                .put("mode", sink.mode().name())
                .put("condition", sink.condition().name())
                .put("taken", sink.taken())
                .put("failures", sink.failures())
                .put("timeouts", sink.timeouts())
                .put("missed", sink.missed())
                .put("gaps", sink.gaps())
                .put("spooledRecords", sink.spooledRecords())
                .put("spooledBytes", sink.spooledBytes())
                .put("lastFailure", sink.lastFailure() == null ? JsonNull.NULL : new JsonString(sink.lastFailure()))
                .put(
                        "lastFailureAt",
                        sink.lastFailureAt() == null
                                ? JsonNull.NULL
                                : new JsonString(UtcMicros.format(sink.lastFailureAt())));
        if (probe) {
            json.put("probe", refusal.orElse("ok"));
        }
        String counts = String.format(
                "%-16s %-10s %-12s %-8s took %d, missed %d, failed %d times",
                sink.name(),
                sink.provider(),
                sink.mode(),
                sink.condition(),
                sink.taken(),
                sink.missed(),
                sink.failures());
        String waiting = sink.spooledRecords() == 0
                ? ""
                : "; " + sink.spooledRecords() + " records wait on disk, " + sink.spooledBytes() + " bytes";
        String tried = probe ? "; probe: " + refusal.orElse("ok") : "";
        cli.output().result(json.build(), counts + waiting + tried);
    }

    @Override
    public int getExitCode() {
        return (failed ? ExitCode.AUDIT : ExitCode.OK).status();
    }
}
