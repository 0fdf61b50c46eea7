package dev.praxis.cli;

import dev.praxis.cli.DemoStage.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One gated action: dry run, denial, approval, execution, and every way around it. */
record ActScene(DemoStage stage, DemoSecret secret) implements DemoScene {

    private static final List<String> RESET =
            List.of("act", "talos", "reset", "--host", "cp-1", "--system-labels", "EPHEMERAL", "--reboot");

    @Override
    public String title() {
        return "Act: a reset goes through the gate (talosctl is a SIMULATION, no cluster is here)";
    }

    @Override
    public void play() throws IOException {
        stage.succeed("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
        Run preview = stage.run(reset("--dry-run"));
        preview.out().lines().forEach(stage::say);
        String token = preview.console().stream()
                .map(String::strip)
                .filter(line -> line.startsWith("--approval "))
                .map(line -> line.substring("--approval ".length()))
                .findFirst()
                .orElseThrow(() -> new DemoFailure("the operator's console got no token: " + preview.err()));
        stage.check(
                "the dry run says T3 and what would run; the token goes to the operator's console only",
                preview.status() == 0
                        && preview.out().contains("T3")
                        && !(preview.out() + preview.err()).contains(token));
        stage.check("nothing ran", stage.calls().isEmpty());
        denied("without the token it is denied", reset());
        denied("with the token but another label it is denied", reset("--system-labels", "STATE", "--approval", token));
        stage.check("still nothing ran", stage.calls().isEmpty());
        Run run = stage.succeed(reset("--approval", token));
        run.out().lines().forEach(stage::say);
        stage.check(
                "with the token it runs, once, with the arguments that were shown",
                stage.calls().stream().filter("call"::equals).count() == 1
                        && stage.calls().contains("argument --nodes=10.5.0.2")
                        && stage.calls().contains("argument --system-labels-to-wipe=EPHEMERAL"));
        denied("the token is good for one run only", reset("--approval", token));
        stage.check(
                "the simulated talosctl was called once in all",
                stage.calls().stream().filter("call"::equals).count() == 1);
        refusals();
    }

    private void refusals() {
        Run unknownHost = stage.run("act", "talos", "reset", "--host", "cp-9", "--system-labels", "STATE");
        stage.check("an unknown host is refused", unknownHost.refused(ExitCode.HOST_UNKNOWN));
        Run unknownLabel = stage.run("act", "talos", "reset", "--host", "cp-1", "--system-labels", "EPHEMERIAL");
        stage.check("a label that does not exist is refused", unknownLabel.refused(ExitCode.ACTION));
    }

    private void denied(String statement, String[] args) {
        Run run = stage.run(args);
        stage.check(statement, run.refused(ExitCode.DENIED));
    }

    /** The reason holds something in the shape of a secret, as people's reasons do. */
    private String[] reset(String... more) {
        List<String> args = new ArrayList<>(RESET);
        args.addAll(List.of("--reason", "rebuild etcd, see ticket, token " + secret.text()));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }
}
