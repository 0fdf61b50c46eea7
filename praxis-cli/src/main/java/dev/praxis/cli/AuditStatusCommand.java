package dev.praxis.cli;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonBoolean;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.audit.JournalOptions;
import dev.praxis.audit.LogStatus;
import dev.praxis.audit.sink.FanOut;
import dev.praxis.audit.sink.SinkStatus;
import dev.praxis.execution.stop.HardStop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows at a glance whether actions can be recorded. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Show how the audit log is: records, checkpoint, space, sinks, hard stops, and whether it can take records. Makes the checks",
            "that the next record makes, but asks no witness, and looks only; each record is checked by 'praxis audit verify'. Exit status",
            "0 if it can take records, 18 if its files are not as praxis left them, 19 if it cannot for another reason."
        })
final class AuditStatusCommand implements Callable<Integer> {

    private final PraxisCli cli;

    AuditStatusCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = cli.workspace()) {
            Path directory = workspace.existingAuditDirectory();
            HostLog log = workspace.log();
            JournalOptions options = log.options();
            LogStatus status = LogStatus.of(directory, options);
            List<SinkStatus> sinks = FanOut.lastKnown(options.sinks(), log.sinkDirectory());
            List<HardStop> stops = workspace.stops().standing();
            cli.output()
                    .result(
                            json(directory, status, options, sinks, stops),
                            text(directory, status, options, sinks, stops).toArray(String[]::new));
            return exit(status).status();
        }
    }

    private static ExitCode exit(LogStatus status) {
        return switch (status.state()) {
            case OPEN, LOW_SPACE -> ExitCode.OK;
            case TAMPERED -> ExitCode.TAMPERED;
            case LOCKDOWN, DEGRADED, CLOSED -> ExitCode.AUDIT;
        };
    }

    private static JsonObject json(
            Path directory, LogStatus status, JournalOptions options, List<SinkStatus> sinks, List<HardStop> stops) {
        return JsonObject.builder()
                .put("directory", directory.toString())
                .put("origin", status.origin())
                .put("state", status.state().name())
                .put("trouble", status.trouble() == null ? JsonNull.NULL : new JsonString(status.trouble()))
                .put("sequence", status.sequence())
                .put("pruned", status.pruned())
                .put("segments", status.segments())
                .put("bytes", status.bytes())
                .put("signed", status.signed())
                .put("cosigners", JsonArray.ofStrings(status.cosigners()))
                .put("usableBytes", status.usableBytes())
                .put("warnBelow", options.space().warnBelow())
                .put("lockdownBelow", options.space().lockdownBelow())
                .put("reserved", JsonBoolean.of(status.reserved()))
                .put("served", JsonBoolean.of(status.served()))
                .put("whenUnavailable", options.whenUnavailable().name())
                .put("registered", JsonBoolean.of(options.register() != null))
                .put(
                        "sinks",
                        JsonArray.of(sinks.stream()
                                .map(each -> SinkRendering.json(each).build())
                                .toList()))
                .put(
                        "hardStops",
                        JsonArray.of(stops.stream()
                                .map(each -> StopCommand.json(each).build())
                                .toList()))
                .build();
    }

    private static List<String> text(
            Path directory, LogStatus status, JournalOptions options, List<SinkStatus> sinks, List<HardStop> stops) {
        List<String> lines = new ArrayList<>();
        lines.add("log         " + status.origin() + " in " + directory);
        lines.add("state       " + status.state() + (status.trouble() == null ? "" : ": " + status.trouble()));
        lines.add("records     " + records(status) + ", in " + Printable.count(status.segments(), "segment") + " of "
                + status.bytes() + " bytes");
        lines.add("checkpoint  covers " + Printable.count(status.signed(), "record") + "; cosigned by "
                + (status.cosigners().isEmpty() ? "nobody" : String.join(", ", status.cosigners())));
        lines.add("space       " + status.usableBytes() + " bytes left; warns below "
                + options.space().warnBelow() + ", nothing new below "
                + options.space().lockdownBelow()
                + (status.reserved() ? "" : "; without a reserve"));
        lines.add("terms       " + options.whenUnavailable() + "; "
                + (options.register() == null ? "no register" : "with a register") + "; "
                + (status.served() ? "a process takes the records of others" : "each command writes itself"));
        lines.add("sinks       " + (sinks.isEmpty() ? "none" : ""));
        sinks.forEach(each -> lines.add("  " + SinkRendering.line(each)));
        lines.add("hard stops  " + (stops.isEmpty() ? "none" : "every action is denied; see: praxis stop list"));
        stops.forEach(each -> lines.add("  " + each.id() + "  " + each.what()));
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static String records(LogStatus status) {
        String those =
                status.sequence() == status.pruned() ? "none" : (status.pruned() + 1) + " to " + status.sequence();
        return status.pruned() == 0 ? those : those + " (up to " + status.pruned() + " they were pruned)";
    }
}
