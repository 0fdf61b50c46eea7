package dev.praxis.cli;

import dev.praxis.api.fact.Key;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.ReplicaStore;
import dev.praxis.api.store.SchemaVersion;
import dev.praxis.api.store.SelfCheckingStore;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreFinding;
import dev.praxis.api.store.archive.Checkpoint;
import dev.praxis.api.store.archive.ExportReader;
import dev.praxis.api.store.archive.ImportReport;
import dev.praxis.api.store.archive.StoreExport;
import dev.praxis.api.store.archive.StoreImport;
import dev.praxis.api.store.archive.StoreVerifier;
import dev.praxis.api.store.archive.VerificationReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works on the store as a whole. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        description = "Verify the fact store, write its whole record to a file, or take one in.")
final class StoreCommand implements Runnable {

    private final PraxisCli cli;

    StoreCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new Usage("what to do with the store is missing; write: praxis store verify|export|import");
    }

    /** Checks the store. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Check every change of the store: hash, sequence, time, revision, retirement and request; that what is listed",
                "agrees with the changes; the form in which they are kept, and the triggers that keep them from being edited.",
                "Nothing is written, and a store of an older schema is read as it is.",
                "Ends with exit status 0 when the store is intact, and with 25 when something is found."
            })
    int verify(
            @Option(
                            names = "--expect",
                            paramLabel = "CHECKPOINT",
                            description =
                                    "A checkpoint of this store from before, as verify, export and import print it: finds also"
                                            + " what was cut off at the end, and whatever was rewritten without a trace.")
                    @Nullable
                    String expect) {
        Checkpoint expected = expect == null ? null : Checkpoint.parse(expect);
        try (Workspace workspace = cli.workspace()) {
            Store store = workspace.existingBareStoreForReading();
            Optional<SchemaVersion> schema = schema(store);
            VerificationReport report = StoreVerifier.verify(store, expected, FactQuery.MAX_LIMIT);
            cli.output().result(json(report, schema), lines(report, schema));
            return (report.isIntact() ? ExitCode.OK : ExitCode.RECORD_DAMAGED).status();
        }
    }

    /** Writes the record out. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {
                "Write every change of the store as JSON lines, to a file or to standard output.",
                "The same record gives the same bytes on every backend. Writers need not wait."
            })
    int export(
            @Option(
                            names = "--output",
                            paramLabel = "FILE",
                            description = "A new file, readable for its owner only. Default: standard output.")
                    @Nullable
                    Path output,
            @Option(names = "--overwrite", description = "Replace an export that is there.") boolean overwrite) {
        try (Workspace workspace = cli.workspace()) {
            Store store = workspace.existingBareStoreForReading();
            if (output == null) {
                toStandardOutput(store);
            } else {
                Checkpoint written =
                        new NewFile(output, overwrite, StoreExport.BEGINNING).write(out -> export(store, out));
                cli.output()
                        .result(
                                JsonObject.builder()
                                        .put("file", output.toString())
                                        .put("checkpoint", written.toString())
                                        .build(),
                                "exported the record up to sequence " + written.sequence() + " to " + output,
                                "checkpoint  " + written);
            }
            return ExitCode.OK.status();
        }
    }

    /** Takes a record in. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Take an export into an empty store, or into one that holds the beginning of the same record: an import that was",
                "interrupted goes on where it was. What is in the file is taken as it is and not redacted again: it was redacted",
                "when it was written, so import only what you have from a store of praxis."
            },
            footer = {"", "Example: praxis store import facts.jsonl --store postgresql://praxis_app@db/fleet"})
    int load(@Parameters(paramLabel = "FILE", description = "The export; '-' reads standard input.") String file) {
        try (InputStream in = file.equals("-") ? cli.context().in() : Files.newInputStream(Path.of(file));
                Workspace workspace = cli.workspace()) {
            // The header first: what is no export makes no store.
            ExportReader export = ExportReader.open(in);
            ReplicaStore store = Capability.require(workspace.bareStore(), ReplicaStore.class);
            ImportReport report = StoreImport.read(export, store);
            cli.output()
                    .result(
                            JsonObject.builder()
                                    .put("changes", report.changes())
                                    .put("appended", report.appended())
                                    .put("checkpoint", report.checkpoint().toString())
                                    .build(),
                            "appended " + report.appended() + " of " + report.changes()
                                    + " changes; the store had the others",
                            "checkpoint  " + report.checkpoint());
            return ExitCode.OK.status();
        } catch (IOException e) {
            throw FileFailedException.unusable("cannot read " + file, e);
        }
    }

    private void toStandardOutput(Store store) {
        try {
            export(store, cli.context().bytes());
        } catch (IOException e) {
            throw FileFailedException.output(e);
        }
    }

    private static Checkpoint export(Store store, OutputStream out) throws IOException {
        return StoreExport.write(store, new BufferedOutputStream(out));
    }

    private static Optional<SchemaVersion> schema(Store store) {
        return store instanceof SelfCheckingStore checking ? Optional.of(checking.schemaVersion()) : Optional.empty();
    }

    private static String[] lines(VerificationReport report, Optional<SchemaVersion> schema) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "checked " + report.changes()
                        + " changes: hashes, sequences, times, revisions, retirements, requests, listings, and how they are kept");
        schema.filter(SchemaVersion::isOld)
                .ifPresent(old -> lines.add("schema version " + old.version() + " of " + old.newest()
                        + ", as it was made; it is brought forward when it is opened to be written"));
        lines.add("checkpoint  "
                + (report.checkpoint() == null
                        ? "none, since something was found"
                        : report.checkpoint().toString()));
        for (StoreFinding finding : report.findings()) {
            Key key = finding.key();
            lines.add("FOUND at " + (finding.sequence() == 0 ? "the store" : "sequence " + finding.sequence())
                    + (key == null ? "" : ", " + key) + ": " + finding.what());
        }
        int found = report.findings().size();
        lines.add(
                report.isIntact()
                        ? "intact"
                        : "NOT INTACT: " + found + " found" + (report.complete() ? "" : ", and not all was looked at"));
        return lines.toArray(String[]::new);
    }

    private static JsonObject json(VerificationReport report, Optional<SchemaVersion> schema) {
        List<JsonValue> findings = new ArrayList<>();
        for (StoreFinding finding : report.findings()) {
            Key key = finding.key();
            findings.add(JsonObject.builder()
                    .put("sequence", finding.sequence())
                    .put("key", key == null ? JsonNull.NULL : new JsonString(key.toString()))
                    .put("message", finding.what())
                    .build());
        }
        Checkpoint checkpoint = report.checkpoint();
        return JsonObject.builder()
                .put("intact", report.isIntact())
                .put("changes", report.changes())
                .put("checkpoint", checkpoint == null ? JsonNull.NULL : new JsonString(checkpoint.toString()))
                .put("complete", report.complete())
                .put("findings", JsonArray.of(findings))
                .put(
                        "schemaVersion",
                        schema.<JsonValue>map(known -> JsonNumber.of(known.version()))
                                .orElse(JsonNull.NULL))
                .build();
    }
}
