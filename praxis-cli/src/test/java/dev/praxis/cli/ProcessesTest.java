package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.CliHarness.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several praxis processes, and processes that are killed: real ones. */
class ProcessesTest {

    private static final int KILLS = 8;
    private static final Path DEV_FULL = Path.of("/dev/full");

    @TempDir
    Path dir;

    private CliHarness praxis;
    private String path;

    @BeforeEach
    void aHostAndAStandInForTalosctl() throws IOException {
        Path bin = Files.createDirectory(dir.resolve("bin"));
        Path talosctl = bin.resolve("talosctl");
        Files.writeString(talosctl, "#!/bin/sh\necho stand-in\n");
        Files.setPosixFilePermissions(talosctl, PosixFilePermissions.fromString("rwx------"));
        path = bin + ":/usr/bin:/bin";
        praxis = new CliHarness(dir.resolve("home")).with("PATH", path);
        praxis.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
    }

    @DisplayName("kill -9 at random moments: the store opens, the log verifies, every acknowledged write is there")
    @Test
    void killedAtRandomMoments() throws Exception {
        Random random = new Random(20261121);
        Set<String> facts = new HashSet<>();
        Set<String> requests = new HashSet<>();
        for (int round = 0; round < KILLS; round++) {
            Process child = start("round-" + round, Integer.MAX_VALUE);
            int lines = 1 + random.nextInt(12);
            try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    acknowledge(line, facts, requests);
                    if (--lines == 0) {
                        Thread.sleep(0, random.nextInt(1_000_000));
                        // By its handle: Process.destroyForcibly would close the stream, and what it said would be
                        // lost.
                        child.toHandle().destroyForcibly();
                    }
                }
            }
            child.waitFor();
            assertIntact(facts, requests);
        }
        assertTrue(facts.size() >= KILLS && requests.size() >= KILLS, "the children did something");
    }

    @DisplayName("two processes that write at once both succeed")
    @Test
    void twoAtOnce() throws Exception {
        List<Process> children = List.of(start("one", 15), start("two", 15));
        Set<String> facts = new HashSet<>();
        Set<String> requests = new HashSet<>();
        for (Process child : children) {
            try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
                out.lines().forEach(line -> acknowledge(line, facts, requests));
            }
            assertEquals(0, child.waitFor());
        }
        assertEquals(30, facts.size());
        assertEquals(30, requests.size());
        assertIntact(facts, requests);
    }

    @DisplayName("SIGTERM stops the tool and records that its outcome is not known")
    @Test
    void aStoppedCommandStopsItsTool() throws Exception {
        Path talosctl = dir.resolve("bin/talosctl");
        Path pid = dir.resolve("pid");
        Files.writeString(
                talosctl, "#!/bin/sh\necho $$ >" + pid + ".part; mv " + pid + ".part " + pid + "; exec sleep 300\n");
        ProcessBuilder builder = new ProcessBuilder(
                java(Main.class, "--home", praxis.home().toString(), "act", "talos", "version", "--host", "cp-1"));
        builder.environment().put("PATH", path);
        Process process = builder.redirectErrorStream(true).start();
        while (process.isAlive() && !Files.exists(pid)) {
            Thread.onSpinWait();
        }
        ProcessHandle tool =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        process.toHandle().destroy();
        process.waitFor();
        tool.onExit().get();
        JsonObject last = praxis.run("audit", "tail", "-n", "1", "--json").json();
        assertEquals("OUTCOME", last.string("phase").orElseThrow());
        assertTrue(last.string("error").orElseThrow().startsWith("UNKNOWN"), last.toString());
        assertEquals(0, praxis.run("audit", "verify").status());
    }

    @DisplayName("a result that cannot be written is not success")
    @EnabledIf("hasDevFull")
    @Test
    void standardOutputThatTakesNothing() throws Exception {
        Process process = new ProcessBuilder(
                        java(Main.class, "--home", praxis.home().toString(), "host", "list"))
                .redirectOutput(DEV_FULL.toFile())
                .start();
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            assertTrue(err.readLine().contains("PRX-OUTPUT"));
        }
        assertEquals(ExitCode.OUTPUT.status(), process.waitFor());
    }

    @DisplayName("when who reads the output goes away, a command ends and says nothing")
    @ParameterizedTest
    @ValueSource(strings = {"redact rules", "redact", "redact --json-lines"})
    void aReaderThatGoesAway(String command) throws Exception {
        // More than a pipe holds, so that it cannot all be written before the reader is gone.
        Path input = Files.writeString(dir.resolve("input"), "an ordinary line\n".repeat(100_000));
        Path errors = dir.resolve("errors");
        Process process = new ProcessBuilder(java(Main.class, command.split(" ")))
                .redirectInput(input.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getInputStream().close();
        int status = process.waitFor();
        assertEquals("", Files.readString(errors));
        assertEquals(ExitCode.OUTPUT.status(), status);
    }

    static boolean hasDevFull() {
        return Files.exists(DEV_FULL);
    }

    @DisplayName("in a locale that loses an argument the argument is refused, not stored as another")
    @Test
    void argumentsThatTheLocaleLoses() throws Exception {
        // printf makes the bytes in the shell: whatever locale this test runs in, they reach the command as they are.
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/sh",
                "-c",
                "subject=$(printf 'host:z\\303\\274rich'); LC_ALL=C exec \"$@\" \"$subject\" p '{}'",
                "sh");
        builder.command().addAll(java(Main.class, "--home", praxis.home().toString(), "fact", "put"));
        Process process = builder.start();
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            assertTrue(err.readLine().contains("LC_ALL=C.UTF-8"));
        }
        assertEquals(ExitCode.USAGE.status(), process.waitFor());
        assertEquals(
                0,
                praxis.run("fact", "list", "--subject", "host:z", "--json")
                        .jsonLines()
                        .size());
    }

    private static List<String> java(Class<?> main, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return command;
    }

    private void assertIntact(Set<String> facts, Set<String> requests) {
        Result verified = praxis.run("audit", "verify");
        assertEquals(0, verified.status(), verified.out() + verified.err());
        Set<String> recorded = new HashSet<>();
        praxis.run("audit", "tail", "-n", "10000", "--json").jsonLines().stream()
                .filter(each -> each.string("phase").orElseThrow().equals("OUTCOME"))
                .forEach(each -> recorded.add(each.string("requestId").orElseThrow()));
        assertTrue(recorded.containsAll(requests), "every acknowledged action is on record");
        Set<String> stored = new HashSet<>();
        for (JsonObject fact : praxis.run("fact", "list", "--type", "declared", "--limit", "10000", "--json")
                .jsonLines()) {
            stored.add(fact.string("subject").orElseThrow());
        }
        assertTrue(stored.containsAll(facts), "every acknowledged fact is there");
    }

    private static void acknowledge(String line, Set<String> facts, Set<String> requests) {
        String[] words = line.split(" ", 2);
        (words[0].equals("fact") ? facts : requests).add(words[1]);
    }

    private Process start(String name, int rounds) throws IOException {
        return new ProcessBuilder(java(Child.class, praxis.home().toString(), path, name, Integer.toString(rounds)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Writes a fact and does an action, again and again, and says each that was acknowledged. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) {
            CliHarness praxis = new CliHarness(Path.of(args[0])).with("PATH", args[1]);
            for (int i = 0; i < Integer.parseInt(args[3]); i++) {
                String subject = args[2] + "-" + i;
                Result put = praxis.run(
                        "fact",
                        "put",
                        subject,
                        "n",
                        JsonObject.builder().put("n", JsonNumber.of(i)).build().toString());
                require(put);
                System.out.println("fact " + subject);
                Result act = praxis.run("act", "talos", "version", "--host", "cp-1", "--json");
                require(act);
                System.out.println("action " + act.json().string("requestId").orElseThrow());
            }
        }

        private static void require(Result result) {
            if (result.status() != 0) {
                throw new IllegalStateException(result.err());
            }
        }
    }
}
