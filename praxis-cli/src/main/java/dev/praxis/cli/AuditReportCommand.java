package dev.praxis.cli;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.AuditReader;
import dev.praxis.audit.AuditVerifier;
import dev.praxis.audit.VerificationReport;
import dev.praxis.audit.view.HtmlReport;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a page of the log to look at. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Verify the audit log and write a page to look at it with: a timeline of actions by tier and decision, filters, each",
            "record, and what proves it. One file, which loads nothing. Ends as 'praxis audit verify' does."
        },
        footer = {"", "Example: praxis audit report --html report.html"})
final class AuditReportCommand implements Callable<Integer> {

    private static final String BEGINNING = "<!doctype html>";

    private final PraxisCli cli;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            required = true,
            description = "The page, a new file, readable for its owner only.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path file;

    @Option(names = "--overwrite", description = "Replace a page that is there.")
    private boolean overwrite;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many records to show, the last ones, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int last;

    AuditReportCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = cli.workspace()) {
            Path directory = workspace.existingAuditDirectory();
            VerificationReport report = AuditVerifier.verify(directory);
            String subject = "The audit log in " + directory + ", as of " + UtcMicros.format(workspace.now())
                    + "; at most the last " + last + " records are shown.";
            new NewFile(file, overwrite, BEGINNING).write(out -> {
                // Not closed: the file is forced to disk after this.
                OutputStream buffered = new BufferedOutputStream(out);
                HtmlReport.write(buffered, subject, report, consumer -> AuditReader.tail(directory, last, consumer));
                return file;
            });
            cli.output()
                    .result(
                            JsonObject.builder()
                                    .put("file", file.toString())
                                    .put("records", report.records())
                                    .put("findingCount", report.findingCount())
                                    .put("intact", report.isIntact())
                                    .build(),
                            "checked " + report.records() + " records, "
                                    + (report.isIntact()
                                            ? "intact"
                                            : "NOT INTACT: " + report.findingCount() + " found"),
                            "wrote " + file);
            return ExitCode.of(report).status();
        }
    }
}
