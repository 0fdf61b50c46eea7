package dev.praxis.cli;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.AuditReader;
import dev.praxis.audit.TlogExport;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.view.OcsfProjection;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the log in the format of somebody else. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write the records of the audit log in a format of others.",
            "ocsf: as events for a SIEM, one JSON object per line, to standard output. It is a projection and no evidence; verify the",
            "log before.",
            "tlog-tiles: what was signed, into a directory from which any server of files lets monitors follow the log. It is the",
            "evidence itself, and what is there already is never changed; run it again for what is new."
        },
        footer = {
            "",
            "Example: praxis audit export --format ocsf --from 1200",
            "Example: praxis audit export --format tlog-tiles --output /srv/www/log"
        })
final class AuditExportCommand implements Callable<Integer> {

    private static final String OCSF = "ocsf";
    private static final String TILES = "tlog-tiles";

    private final PraxisCli cli;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = {
                "ocsf: API Activity (6003) of the Open Cybersecurity Schema Framework, version "
                        + OcsfProjection.VERSION + ".",
                "tlog-tiles: tiles, entry bundles and checkpoint of C2SP tlog-tiles."
            })
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private String format;

    @Option(
            names = "--from",
            paramLabel = "SEQUENCE",
            defaultValue = "1",
            description = "The first record, for ocsf. Default: ${DEFAULT-VALUE}.")
    private long from;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The directory to write to, for tlog-tiles: a new one, or one that was written so before.")
    private @Nullable Path output;

    @Mixin
    private final LogKey key = new LogKey();

    AuditExportCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = cli.workspace()) {
            switch (format) {
                case OCSF -> events(workspace);
                case TILES -> tiles(workspace);
                default ->
                    throw new InvalidArgumentException(
                            "there is no format '" + format + "'; there are " + OCSF + " and " + TILES);
            }
            return ExitCode.OK.status();
        }
    }

    private void events(Workspace workspace) {
        if (output != null || key.isGiven()) {
            throw new Usage("--output and --key go with " + TILES + "; events are written to standard output");
        }
        Path directory = workspace.existingAuditDirectory();
        Output events = cli.output();
        AuditReader.read(
                directory,
                from,
                line -> OcsfProjection.project(line, from).ifPresent(event -> events.raw(event.toString())));
    }

    private void tiles(Workspace workspace) {
        if (output == null || from != 1) {
            throw new Usage("--format " + TILES + " copies all that was signed to a directory; name one with --output, "
                    + "and leave --from away");
        }
        Path log = workspace.existingAuditDirectory();
        TlogExport.Exported exported = TlogExport.write(log, key.of(log), output);
        Checkpoint signed = exported.checkpoint();
        cli.output()
                .result(
                        JsonObject.builder()
                                .put("directory", output.toString())
                                .put("origin", signed.origin())
                                .put("signed", signed.size())
                                .put("minimumIndex", exported.minimumIndex())
                                .build(),
                        "wrote the " + signed.size() + " records that " + signed.origin() + " signed to " + output,
                        exported.minimumIndex() == 0
                                ? "all of them are in entry bundles"
                                : "the log was pruned: entries before " + exported.minimumIndex()
                                        + " are there as hashes only");
    }
}
