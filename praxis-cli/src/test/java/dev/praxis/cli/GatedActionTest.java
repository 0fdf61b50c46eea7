package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gated action through the command, with a stand-in for talosctl that writes down its arguments. */
class GatedActionTest {

    private static final String SECRET = "ghp_" + "a1B2c3D4e5F6g7H8i9J0".repeat(2);

    @TempDir
    Path dir;

    private CliHarness praxis;
    private Path calls;

    @BeforeEach
    void aHostAndAStandInForTalosctl() throws IOException {
        Path bin = Files.createDirectory(dir.resolve("bin"));
        calls = bin.resolve("calls");
        Path talosctl = bin.resolve("talosctl");
        Files.writeString(talosctl, """
                #!/bin/sh
                for argument in "$@"; do printf '%s\\n' "$argument" >>"${0%/*}/calls"; done
                echo "stand-in done"
                exit "$(cat "${0%/*}/status" 2>/dev/null || echo 0)"
                """);
        Files.setPosixFilePermissions(talosctl, PosixFilePermissions.fromString("rwx------"));
        praxis = new CliHarness(dir.resolve("home")).with("PATH", bin + ":/usr/bin:/bin");
        praxis.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
    }

    @DisplayName("dry run, denial, approval, run, second use")
    @Test
    void theWholePath() throws IOException {
        Result preview = reset("--dry-run");
        assertEquals(0, preview.status(), preview.err());
        assertTrue(preview.out().contains("T3"), preview.out());
        assertTrue(preview.out().contains("talosctl reset --nodes=10.5.0.2 --endpoints=10.5.0.2"), preview.out());
        String token = preview.token();
        assertFalse((preview.out() + preview.err()).contains(token), "the token is on the console only");
        assertFalse(Files.exists(calls), "a dry run runs nothing");

        assertEquals(ExitCode.DENIED.status(), reset().status());
        assertFalse(Files.exists(calls));

        Result run = reset("--approval", token);
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("stand-in done"), run.out());
        assertTrue(Files.readAllLines(calls).contains("--system-labels-to-wipe=EPHEMERAL"));

        long before = Files.size(calls);
        assertEquals(ExitCode.DENIED.status(), reset("--approval", token).status());
        assertEquals(before, Files.size(calls));

        assertEquals(
                List.of(
                        "OUTCOME MAINTENANCE",
                        "INTENT PREVIEWED",
                        "INTENT DENIED",
                        "INTENT ALLOWED",
                        "OUTCOME ALLOWED",
                        "INTENT DENIED"),
                praxis.run("audit", "tail", "--json").jsonLines().stream()
                        .map(record -> record.string("phase").orElseThrow() + " "
                                + record.string("decision").orElseThrow())
                        .toList());
        assertEquals(0, praxis.run("audit", "verify").status());
    }

    @DisplayName("a token holds for exactly what was shown")
    @Test
    void aChangedArgumentIsDenied() {
        String token = reset("--dry-run").token();
        List<String[]> others = List.of(
                new String[] {"--host", "cp-1", "--system-labels", "EPHEMERAL"},
                new String[] {"--host", "cp-1", "--system-labels", "STATE", "--reboot"},
                new String[] {"--host", "cp-1", "--system-labels", "EPHEMERAL,STATE", "--reboot"},
                new String[] {"--host", "cp-1", "--system-disk", "--reboot"},
                new String[] {"--host", "cp-1", "--system-labels", "EPHEMERAL", "--reboot", "--no-graceful"},
                new String[] {"--host", "cp-1", "--system-labels", "EPHEMERAL", "--reboot", "--reason", "other"},
                new String[] {"--host", "cp-1", "--system-labels", "EPHEMERAL", "--reboot", "--actor", "mallory"});
        for (String[] other : others) {
            List<String> args = new ArrayList<>(List.of("act", "talos", "reset"));
            args.addAll(List.of(other));
            args.addAll(List.of("--approval", token));
            assertEquals(
                    ExitCode.DENIED.status(),
                    praxis.run(args.toArray(String[]::new)).status(),
                    () -> String.join(" ", args));
        }
        assertFalse(Files.exists(calls));
        assertEquals(0, reset("--approval", token).status(), "a mismatch does not use the token up");
    }

    @DisplayName("a token holds for one version of the host")
    @Test
    void aChangedHostIsDenied() {
        String token = reset("--dry-run").token();
        praxis.run(
                "host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.3", "--endpoint", "10.5.0.3", "--replace");
        assertEquals(ExitCode.DENIED.status(), reset("--approval", token).status());
        assertFalse(Files.exists(calls));
    }

    @DisplayName("the token can come from standard input")
    @Test
    void tokenFromStandardInput() {
        String token = reset("--dry-run").token();
        praxis.typing(token + "\n");
        assertEquals(0, reset("--approval", "-").status());
    }

    @DisplayName("a failed action has its own exit status and is on record")
    @Test
    void aFailedAction() throws IOException {
        Files.writeString(calls.resolveSibling("status"), "3");
        Result run = reset("--approval", reset("--dry-run").token());
        assertEquals(ExitCode.ACTION_FAILED.status(), run.status(), run.err());
        JsonObject last = praxis.run("audit", "tail", "-n", "1", "--json").json();
        assertTrue(last.string("error").orElseThrow().contains("3"), last.toString());
    }

    @DisplayName("an observation needs no human")
    @Test
    void t0NeedsNoToken() throws IOException {
        Result run = praxis.run("act", "talos", "version", "--host", "cp-1", "--json");
        assertEquals(0, run.status(), run.err());
        assertEquals("SUCCEEDED", run.json().string("status").orElseThrow());
        assertTrue(Files.readAllLines(calls).contains("version"));
    }

    @DisplayName("the result on standard output never holds the token, also as JSON")
    @Test
    void jsonPreview() {
        Result preview = reset("--dry-run", "--json");
        assertEquals("T3", preview.json().string("tier").orElseThrow());
        assertFalse(preview.out().contains(preview.token()));
    }

    @DisplayName("a secret among the arguments reaches no file below the home")
    @Test
    void nothingLeaks() {
        String token = reset("--dry-run", "--reason", "token " + SECRET).token();
        reset("--reason", "token " + SECRET);
        reset("--reason", "token " + SECRET, "--approval", token);
        praxis.run("act", "talos", "reset", "--host", SECRET, "--system-labels", "STATE");
        praxis.run("act", "talos", "version", "--host", "cp-1", "--actor", SECRET);
        praxis.run("fact", "put", "s", "p", "{\"password\":\"" + SECRET + "\",\"list\":[\"" + SECRET + "\"]}");
        praxis.run("fact", "put", SECRET, "p", "{}");
        praxis.run("host", "add", "web", "--type", "x", "--attribute", "token=" + SECRET, "--reason", SECRET);
        CliHarness.snapshot(praxis.home()).forEach((file, content) -> {
            assertFalse(content.contains(SECRET), file);
            assertFalse(content.contains(token), file);
        });
        assertTrue(
                CliHarness.snapshot(praxis.home()).values().stream()
                        .anyMatch(content -> content.contains("[REDACTED:")),
                "the search looked at what was written");
    }

    private Result reset(String... more) {
        List<String> args = new ArrayList<>(
                List.of("act", "talos", "reset", "--host", "cp-1", "--system-labels", "EPHEMERAL", "--reboot"));
        args.addAll(List.of(more));
        return praxis.run(args.toArray(String[]::new));
    }
}
