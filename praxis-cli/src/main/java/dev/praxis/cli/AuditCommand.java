package dev.praxis.cli;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonValue;
import dev.praxis.audit.AuditReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows and checks the evidence, and looks after it. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Show, check and look after the audit log: what was asked, decided and done, in a hash chain.")
final class AuditCommand implements Runnable {

    private final PraxisCli cli;

    AuditCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new Usage(
                "what to do with the audit log is missing; write: praxis audit verify|prove|tail|report|export|hash|status|sinks|prune|serve");
    }

    /** Prints the last records. */
    @Command(
            name = "tail",
            mixinStandardHelpOptions = true,
            description = "Print the last records, oldest first. With --json they are printed as they are on disk.")
    int tail(
            @Option(
                            names = {"-n", "--lines"},
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "How many. Default: ${DEFAULT-VALUE}.")
                    int lines) {
        Output out = cli.output();
        try (Workspace workspace = cli.workspace()) {
            AuditReader.tail(workspace.auditDirectory(), lines, line -> {
                if (out.isJson()) {
                    out.raw(line);
                } else {
                    out.text(forPeople(line));
                }
            });
            return ExitCode.OK.status();
        }
    }

    /** A damaged line is shown as what it is: tail shows, verify judges. */
    private static String forPeople(String line) {
        try {
            JsonObject each = CanonicalJson.parseObject(line);
            String error = each.string("error").map(text -> "  " + text).orElse("");
            return String.format(
                    "%4s  %s  %-8s %-10s %-3s %s  %s  %s%s",
                    each.get("sequence").map(AuditCommand::number).orElse("?"),
                    each.string("time").orElse("?"),
                    each.string("phase").orElse("?"),
                    each.string("decision").orElse("?"),
                    each.string("tier").orElse("?"),
                    each.string("tool").orElse("?"),
                    each.string("target").orElse("?"),
                    Printable.quoted(each.string("actor").orElse("?")),
                    error);
        } catch (JsonRefusedException damaged) {
            return "   ?  not a record: " + line;
        }
    }

    /** With its subcommands. */
    CommandLine commandLine() {
        return new CommandLine(this)
                .addSubcommand(new AuditVerifyCommand(cli))
                .addSubcommand(new AuditProveCommand(cli))
                .addSubcommand(new AuditHashCommand(cli))
                .addSubcommand(new AuditStatusCommand(cli))
                .addSubcommand(new AuditSinksCommand(cli))
                .addSubcommand(new AuditPruneCommand(cli))
                .addSubcommand(new AuditServeCommand(cli))
                .addSubcommand(new AuditReportCommand(cli))
                .addSubcommand(new AuditExportCommand(cli));
    }

    private static String number(JsonValue value) {
        return value instanceof JsonNumber number ? number.toString() : "?";
    }
}
