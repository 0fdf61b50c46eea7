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
            List<JsonObject> found = salt.find(directory, secret).stream()
                    .map(CanonicalJson::parseObject)
                    .toList();
            cli.output().result(json(found), lines(found));
            return (found.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK).status();
        }
    }

    private static JsonObject json(List<JsonObject> found) {
        return JsonObject.builder()
                .put("records", found.size())
                .put(
                        "sequences",
                        JsonArray.of(
                                found.stream().map(AuditHashCommand::sequence).toList()))
                .build();
    }

    private static String[] lines(List<JsonObject> found) {
        if (found.isEmpty()) {
            return new String[] {
                "no record has a fingerprint of it that was made with the key in the file salt of the log",
                "if that file was lost or replaced, this says nothing of the records before that"
            };
        }
        return found.stream()
                .map(each ->
                        "record " + sequence(each) + "  " + each.string("time").orElse("?") + "  "
                                + each.string("tool").orElse("?") + "  "
                                + each.string("target").orElse("?"))
                .toArray(String[]::new);
    }

    private static JsonValue sequence(JsonObject record) {
        return record.get("sequence").orElse(JsonNumber.of(0));
    }
}
