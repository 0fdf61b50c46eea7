package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.cli.CliHarness.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What holds for every command: help, JSON, no colour without a terminal. */
class SurfaceTest {

    @TempDir
    Path dir;

    @DisplayName("every command has a help that says what it does, and takes --json and --home")
    @TestFactory
    Stream<DynamicTest> everyCommandHasHelp() {
        return commands(new PraxisCli(context()).commandLine(), List.of()).stream()
                .map(command -> DynamicTest.dynamicTest("praxis " + String.join(" ", command), () -> {
                    List<String> args = new ArrayList<>(command);
                    args.add("--help");
                    Result help = new CliHarness(dir.resolve("home")).run(args.toArray(String[]::new));
                    assertEquals(0, help.status(), help.err());
                    assertTrue(help.out().startsWith("Usage: praxis"), help.out());
                    assertTrue(help.out().contains("--json") && help.out().contains("--home"), help.out());
                    assertFalse(help.out().contains("\u001b"), "colours without a terminal");
                }));
    }

    @DisplayName("the help of the command documents every exit status")
    @Test
    void exitStatusesAreDocumented() {
        String help = new CliHarness(dir.resolve("home")).run("--help").out().replaceAll("\\s+", " ");
        for (ExitCode code : ExitCode.values()) {
            assertTrue(help.contains(" " + code.status() + " " + code.meaning()), () -> code + " is not in\n" + help);
        }
    }

    @DisplayName("with --json every line of standard output is one JSON object")
    @Test
    void jsonEverywhere() {
        CliHarness praxis = new CliHarness(dir.resolve("home"));
        for (String[] args : new String[][] {
            {"observe", "host"},
            {"fact", "put", "s", "p", "{}"},
            {"fact", "get", "s", "p"},
            {"fact", "list"},
            {"fact", "history", "s", "p"},
            {"fact", "retire", "s", "p"},
            {"host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2"},
            {"host", "list"},
            {"act", "talos", "reboot", "--host", "cp-1", "--dry-run"},
            {"store", "verify"},
            {"store", "export"},
            {"store", "export", "--output", dir.resolve("export.jsonl").toString()},
            {"store", "import", dir.resolve("export.jsonl").toString()},
            {"audit", "verify"},
            {"audit", "tail"},
            {"host", "remove", "cp-1"},
            {"key", "new"},
            {"key", "show"},
            {"sign", dir.resolve("export.jsonl").toString(), "--kind", "export"},
            {"plugins"},
            {"redact", "rules"},
            {"demo"},
        }) {
            List<String> all = new ArrayList<>(List.of(args));
            all.add("--json");
            Result result = praxis.run(all.toArray(String[]::new));
            assertEquals(0, result.status(), () -> String.join(" ", args) + ": " + result.err());
            assertFalse(result.out().isEmpty(), () -> String.join(" ", args));
            result.out().lines().forEach(CanonicalJson::parseObject);
        }
    }

    @Test
    void completionKnowsTheVerbsOfPlugins() {
        Result completion = new CliHarness(dir.resolve("home")).run("completion");
        assertEquals(0, completion.status());
        assertTrue(completion.out().contains("system-labels"), "the options of talos reset are completed");
    }

    @Test
    void pluginsAreReported() {
        String out = new CliHarness(dir.resolve("home")).run("plugins").out();
        assertTrue(out.contains("sqlite") && out.contains("talos") && out.contains("found, not used"), out);
    }

    @DisplayName("the demo plays, and says in its last line how it went")
    @Test
    void theDemoPlays() {
        Result demo = new CliHarness(dir.resolve("home")).run("demo");
        assertEquals(0, demo.status(), demo.out() + demo.err());
        assertTrue(demo.out().contains("All 5 scenes did what they should"), demo.out());
        assertTrue(demo.out().contains("SIMULATION"), "the stand-in is named as one");
    }

    private CliContext context() {
        return new CliContext(
                Map.of(),
                java.io.InputStream.nullInputStream(),
                new PrintWriter(new StringWriter()),
                java.io.OutputStream.nullOutputStream(),
                new PrintWriter(new StringWriter()),
                lines -> {},
                java.time.Clock.systemUTC(),
                new dev.praxis.cli.observe.HostSource(Path.of("/")),
                dir);
    }

    private static List<List<String>> commands(CommandLine line, List<String> path) {
        List<List<String>> all = new ArrayList<>();
        if (!List.of("help", "completion").contains(line.getCommandName())) {
            all.add(path);
        }
        line.getSubcommands().forEach((name, sub) -> {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            all.addAll(commands(sub, below));
        });
        return all;
    }
}
