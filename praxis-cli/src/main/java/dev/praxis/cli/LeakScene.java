package dev.praxis.cli;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A secret was among the arguments; no file below the home holds it, nor a copy of the log, nor a report of it. */
record LeakScene(DemoStage stage, DemoSecret secret) implements DemoScene {

    @Override
    public String title() {
        return "Nothing leaks: a token-shaped secret was among the arguments, and no file holds it";
    }

    @Override
    public void play() throws IOException {
        stage.succeed(
                "fact",
                "put",
                "service:ci",
                "credentials",
                JsonObject.builder()
                        .put("note", "deploys with " + secret.text())
                        .build()
                        .toString());
        Path copy = stage.home().resolve("copy-of-records.jsonl");
        Path report = stage.home().resolve("report.html");
        nameSink(copy);
        stage.succeed(
                "act", "talos", "version", "--host", "cp-1", "--dry-run", "--reason", "looks with " + secret.text());
        stage.succeed("audit", "report", "--html", report.toString());
        List<Path> files;
        try (Stream<Path> tree = Files.walk(stage.home())) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        // What must be found shows that the search can find something.
        stage.check(
                "the search finds what is there",
                holding(files, "deploys with") > 0
                        && holding(files, "rebuild etcd") > 0
                        && holding(List.of(copy), "looks with") > 0
                        && holding(List.of(report), "looks with") > 0
                        && holding(files, "looks with") > 2);
        stage.check(
                "the secret is in none of the " + files.size() + " files of the home",
                holding(files, secret.text()) == 0);
    }

    /** From now on records are copied to a file. */
    private void nameSink(Path copy) throws IOException {
        JsonObject sink = JsonObject.builder()
                .put("name", "copy")
                .put("provider", "file")
                .put("mode", "REQUIRED")
                .put(
                        "settings",
                        JsonObject.builder().put("path", copy.toString()).build())
                .build();
        JsonObject sinks = JsonObject.builder()
                .put("v", 1)
                .put("sinks", JsonArray.of(List.of(sink)))
                .build();
        Path file = Files.writeString(stage.home().resolve("audit-sinks.json"), sinks.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static long holding(List<Path> files, String text) throws IOException {
        long count = 0;
        for (Path file : files) {
            // One byte, one character: finds the text whatever else the file holds.
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            count += content.contains(text) ? 1 : 0;
        }
        return count;
    }
}
