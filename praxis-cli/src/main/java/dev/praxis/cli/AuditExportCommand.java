package dev.praxis.cli;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.AuditReader;
import dev.praxis.audit.view.OcsfProjection;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the log in the format of somebody else. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write the records of the audit log as events for a SIEM, one JSON object per line, to standard output.",
            "It is a projection and no evidence; verify the log before."
        },
        footer = {"", "Example: praxis audit export --format ocsf --from 1200"})
final class AuditExportCommand implements Callable<Integer> {

    private static final String OCSF = "ocsf";

    private final PraxisCli cli;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "ocsf: API Activity (6003) of the Open Cybersecurity Schema Framework, version "
                    + OcsfProjection.VERSION + ".")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private String format;

    @Option(
            names = "--from",
            paramLabel = "SEQUENCE",
            defaultValue = "1",
            description = "The first record. Default: ${DEFAULT-VALUE}.")
    private long from;

    AuditExportCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        if (!format.equals(OCSF)) {
            throw new InvalidArgumentException("there is no format '" + format + "'; there is " + OCSF);
        }
        try (Workspace workspace = cli.workspace()) {
            Path directory = workspace.existingAuditDirectory();
            Output output = cli.output();
            AuditReader.read(
                    directory,
                    from,
                    line -> OcsfProjection.project(line, from).ifPresent(event -> output.raw(event.toString())));
            return ExitCode.OK.status();
        }
    }
}
