package dev.praxis.cli;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonValue;
import dev.praxis.audit.AuditReader;
import dev.praxis.audit.AuditVerifier;
import dev.praxis.audit.Finding;
import dev.praxis.audit.OrphanIntent;
import dev.praxis.audit.VerificationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows and checks the evidence. Reads only. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Show and check the audit log: what was asked, decided and done, in a hash chain.")
final class AuditCommand implements Runnable {

    private final PraxisCli cli;

    AuditCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new Usage(
                "what to do with the audit log is missing; write: praxis audit verify|tail|sinks|report|export");
    }

    /** Checks the log. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Check every record of the audit log: form, hash, chain, sequence, and that nothing is missing at the end.",
                "Ends with exit status 0 when the log is intact, and with 18 when something is found."
            })
    int verify() {
        try (Workspace workspace = cli.workspace()) {
            Path directory = workspace.auditDirectory();
            // No log at all verifies nothing: either nothing was ever recorded, or somebody removed everything.
            if (!AuditReader.hasLog(directory)) {
                throw new NoAuditLogException(directory);
            }
            VerificationReport report = AuditVerifier.verify(directory);
            cli.output().result(json(report), lines(directory, report));
            return (report.isIntact() ? ExitCode.OK : ExitCode.TAMPERED).status();
        }
    }

    private static String[] lines(Path directory, VerificationReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("checked " + report.records() + " records, " + report.bytes() + " bytes in " + directory
                + ": form, hash, chain, sequence, and the end against the head");
        lines.add("last record: sequence " + report.lastSequence() + ", hash " + report.lastHash());
        if (report.tornBytes() > 0) {
            lines.add("note: a crash left " + report.tornBytes()
                    + " bytes of a record that was never acknowledged; the next record moves them aside");
        }
        for (OrphanIntent orphan : report.orphanIntents()) {
            lines.add("note: record " + orphan.sequence() + " allowed " + orphan.tool() + " on " + orphan.target()
                    + " and has no outcome: it may have run; look (request " + orphan.requestId() + ")");
        }
        for (Finding finding : report.findings()) {
            lines.add("FOUND " + finding.kind() + " at " + place(finding) + ": " + finding.message());
        }
        lines.add(report.isIntact() ? "intact" : "NOT INTACT: " + report.findingCount() + " found");
        return lines.toArray(String[]::new);
    }

    private static String place(Finding finding) {
        return finding.line() == 0
                ? "head.json"
                : "line " + finding.line() + ", byte " + finding.offset()
                        + (finding.sequence() == 0 ? "" : ", sequence " + finding.sequence());
    }

    private static JsonObject json(VerificationReport report) {
        List<JsonValue> findings = new ArrayList<>();
        for (Finding finding : report.findings()) {
            findings.add(JsonObject.builder()
                    .put("kind", finding.kind().name())
                    .put("line", finding.line())
                    .put("offset", finding.offset())
                    .put("sequence", finding.sequence())
                    .put("message", finding.message())
                    .build());
        }
        List<JsonValue> orphans = new ArrayList<>();
        for (OrphanIntent orphan : report.orphanIntents()) {
            orphans.add(JsonObject.builder()
                    .put("sequence", orphan.sequence())
                    .put("requestId", orphan.requestId())
                    .put("tool", orphan.tool())
                    .put("target", orphan.target())
                    .build());
        }
        return JsonObject.builder()
                .put("intact", report.isIntact())
                .put("records", report.records())
                .put("lastSequence", report.lastSequence())
                .put("lastHash", report.lastHash().hex())
                .put("bytes", report.bytes())
                .put("tornBytes", report.tornBytes())
                .put("orphanIntents", JsonArray.of(orphans))
                .put("findings", JsonArray.of(findings))
                .put("findingCount", report.findingCount())
                .build();
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

    private static String number(JsonValue value) {
        return value instanceof JsonNumber number ? number.toString() : "?";
    }
}
