package dev.praxis.cli;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the demo plays: a temporary home, a private PATH on which {@code talosctl} is a simulation, and a console that
 * the demo reads in the operator's place. Commands run as a user would run them, through the command line.
 */
final class DemoStage {

    private final CliContext context;
    private final Output out;
    private final Path place;
    private final Path bin;
    private int checks;

    DemoStage(CliContext context, Output out, Path place) throws IOException {
        this.context = context;
        this.out = out;
        this.place = place;
        this.bin = Files.createDirectory(place.resolve("simulated-bin"));
        try (InputStream script = DemoStage.class.getResourceAsStream("simulated-talosctl.sh")) {
            if (script == null) {
                throw new IOException("the simulated talosctl is missing from the jar");
            }
            Path talosctl = bin.resolve("talosctl");
            Files.write(talosctl, script.readAllBytes());
            Files.setPosixFilePermissions(talosctl, PosixFilePermissions.fromString("rwx------"));
        }
    }

    Path home() {
        return place.resolve("home");
    }

    Path copyOfHome() {
        return place.resolve("copy");
    }

    /** What the simulated talosctl was called with, a line for each call and each argument. */
    List<String> calls() throws IOException {
        Path calls = bin.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    int checks() {
        return checks;
    }

    void narrate(String title) {
        out.text("", title);
    }

    /** States what must be so; the demo ends when it is not. */
    void check(String statement, boolean holds) {
        if (!holds) {
            throw new DemoFailure(statement);
        }
        checks++;
        out.result(
                JsonObject.builder().put("check", statement).put("holds", true).build(), "  ✓ " + statement);
    }

    void say(String line) {
        out.text("    " + line);
    }

    /** Runs a command line in the home of the demo. */
    Run run(String... args) {
        return runIn(home(), args);
    }

    Run runIn(Path home, String... args) {
        StringWriter stdout = new StringWriter();
        StringWriter stderr = new StringWriter();
        List<String> console = new ArrayList<>();
        Map<String, String> environment = new HashMap<>(context.environment());
        environment.put("PRAXIS_HOME", home.toString());
        // The demo plays in its own home, never in the store of the fleet.
        environment.remove(Globals.STORE_VARIABLE);
        environment.put("PATH", bin + ":/usr/bin:/bin");
        CliContext onStage = context.with(
                Map.copyOf(environment), new PrintWriter(stdout), new PrintWriter(stderr), console::addAll);
        int status = new PraxisCli(onStage).run(args);
        return new Run(status, stdout.toString(), stderr.toString(), List.copyOf(console));
    }

    /** Runs a command line that must succeed. */
    Run succeed(String... args) {
        Run run = run(args);
        if (run.status() != 0) {
            throw new DemoFailure("praxis " + String.join(" ", args) + " ended with " + run.status() + ": "
                    + run.err().strip());
        }
        return run;
    }

    /**
     * How a command line ended.
     *
     * @param status the exit status
     * @param out standard output
     * @param err standard error
     * @param console what the operator's console showed
     */
    record Run(int status, String out, String err, List<String> console) {

        JsonObject json() {
            return CanonicalJson.parseObject(out);
        }

        List<JsonObject> jsonLines() {
            return out.lines().map(CanonicalJson::parseObject).toList();
        }

        boolean refused(ExitCode code) {
            return status == code.status() && err.lines().count() == 1;
        }
    }
}
