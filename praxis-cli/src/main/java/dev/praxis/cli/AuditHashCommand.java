package dev.praxis.cli;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import dev.praxis.audit.AuditSalt;
import dev.praxis.audit.AuditUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells whether a secret occurred. Reads only. */
@Command(
        name = "hash",
        mixinStandardHelpOptions = true,
        description = {
            "Find the records in which a secret was. The secret comes on standard input, and is printed nowhere.",
            "Ends with exit status 0 when there are some, and with 8 when there is none."
        })
final class AuditHashCommand implements Callable<Integer> {

    private final PraxisCli cli;

    AuditHashCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = cli.workspace()) {
            Path directory = workspace.existingAuditDirectory();
            AuditSalt salt = AuditSalt.read(directory)
                    .orElseThrow(() -> new AuditUnavailableException(
                            "the audit log in " + directory
                                    + " has no fingerprints of secrets, so it cannot be asked for one",
                            null));
            String secret = new String(cli.context().in().readAllBytes(), StandardCharsets.UTF_8).strip();
            AuditSalt.Found answer = salt.find(directory, secret);
            List<JsonObject> found =
                    answer.lines().stream().map(CanonicalJson::parseObject).toList();
            cli.output().result(json(found, answer.silentBefore()), lines(found, answer.silentBefore()));
            return (found.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK).status();
        }
    }

    private static JsonObject json(List<JsonObject> found, long silentBefore) {
        return JsonObject.builder()
                .put("records", found.size())
                .put(
                        "sequences",
                        JsonArray.of(
                                found.stream().map(AuditHashCommand::sequence).toList()))
                .put("silentBefore", silentBefore)
                .build();
    }

    private static String[] lines(List<JsonObject> found, long silentBefore) {
        List<String> lines = new ArrayList<>();
        for (JsonObject each : found) {
            lines.add("record " + sequence(each) + "  " + each.string("time").orElse("?") + "  "
                    + each.string("tool").orElse("?") + "  "
                    + each.string("target").orElse("?"));
        }
        if (found.isEmpty()) {
            lines.add("no record has a fingerprint of it");
        }
        if (silentBefore > 1) {
            lines.add("note: the key for fingerprints is that of record " + silentBefore
                    + "; of the records before it this says nothing");
        } else if (silentBefore == 0) {
            lines.add(
                    "note: no record names the key for fingerprints yet; if the file salt of the log was replaced, this says nothing"
                            + " of what was recorded before");
        }
        return lines.toArray(String[]::new);
    }

    private static JsonValue sequence(JsonObject record) {
        return record.get("sequence").orElse(JsonNumber.of(0));
    }
}
