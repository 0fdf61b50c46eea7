package dev.praxis.cli;

import dev.praxis.api.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the main job in a temporary home. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Play the main job in a temporary home: observe this machine, read and write facts, run one gated action,",
            "prove the evidence, and show that no secret reached the disk. The talosctl that it runs is a simulation.",
            "Ends with exit status 0 when every step did what it should."
        })
final class DemoCommand implements Callable<Integer> {

    private final PraxisCli cli;

    @Option(names = "--keep", description = "Leave the temporary home behind, to look at it.")
    private boolean keep;

    DemoCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws IOException {
        Path place = Files.createTempDirectory(cli.context().temporary(), "praxis-demo-");
        Output out = cli.output();
        try {
            DemoStage stage = new DemoStage(cli.context(), out, place);
            List<DemoScene> scenes = DemoScene.all(stage);
            for (int i = 0; i < scenes.size(); i++) {
                stage.narrate((i + 1) + " " + scenes.get(i).title());
                scenes.get(i).play();
            }
            out.result(
                    JsonObject.builder()
                            .put("status", "passed")
                            .put("checks", stage.checks())
                            .build(),
                    "",
                    "All " + scenes.size() + " scenes did what they should; " + stage.checks() + " checks passed.",
                    keep ? "The home is left in " + place : "The temporary home is removed.");
            return ExitCode.OK.status();
        } catch (DemoFailure e) {
            out.result(
                    JsonObject.builder()
                            .put("status", "failed")
                            .put("what", String.valueOf(e.getMessage()))
                            .build(),
                    "",
                    "FAILED: " + e.getMessage());
            return ExitCode.DEMO.status();
        } finally {
            if (!keep) {
                delete(place);
            }
        }
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> tree = Files.walk(place)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
