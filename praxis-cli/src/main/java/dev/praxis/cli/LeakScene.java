package dev.praxis.cli;

import dev.praxis.api.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A secret was among the arguments; no file below the home holds it. */
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
        List<Path> files;
        try (Stream<Path> tree = Files.walk(stage.home())) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        // What must be found shows that the search can find something.
        stage.check(
                "the search finds what is there",
                holding(files, "deploys with") > 0 && holding(files, "rebuild etcd") > 0);
        stage.check(
                "the secret is in none of the " + files.size() + " files of the home",
                holding(files, secret.text()) == 0);
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
