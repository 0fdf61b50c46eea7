package dev.praxis.cli;

import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.DemoStage.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The evidence verifies, and a copy with one flipped bit does not. */
record ProveScene(DemoStage stage) implements DemoScene {

    @Override
    public String title() {
        return "Prove: the audit log verifies, and one flipped bit is found";
    }

    @Override
    public void play() throws IOException {
        List<JsonObject> records = stage.succeed("audit", "tail", "--json").jsonLines();
        records.forEach(each -> stage.say("#" + each.get("sequence").orElseThrow() + " "
                + each.string("tool").orElseThrow() + " " + each.string("phase").orElseThrow() + " "
                + each.string("decision").orElseThrow()));
        stage.check(
                "intent and outcome of the run are on record, and so is each denial",
                count(records, "INTENT", "ALLOWED") == 1
                        && count(records, "OUTCOME", "ALLOWED") == 1
                        && records.stream()
                                        .filter(each -> is(each, "decision", "DENIED"))
                                        .count()
                                == 3);
        Run verified = stage.succeed("audit", "verify");
        verified.out().lines().forEach(stage::say);
        stage.check("the hash chain verifies", true);
        copy(stage.home(), stage.copyOfHome());
        Path segment = stage.copyOfHome().resolve("audit/segments/00000000000000000001.jsonl");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);
        Run tampered = stage.runIn(stage.copyOfHome(), "audit", "verify");
        tampered.out().lines().forEach(stage::say);
        stage.check(
                "a copy with one flipped bit is found and located", tampered.status() == ExitCode.TAMPERED.status());
    }

    private static long count(List<JsonObject> records, String phase, String decision) {
        return records.stream()
                .filter(each -> is(each, "phase", phase) && is(each, "decision", decision))
                .count();
    }

    private static boolean is(JsonObject each, String member, String value) {
        return each.string(member).orElse("").equals(value);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
