package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.CliHarness.Result;
import dev.praxis.redaction.KnownRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of every shape go through every writing path of the command; then the home and what was printed are searched. */
class NoSecretIsWrittenTest {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @TempDir
    Path dir;

    private final List<String> printed = new ArrayList<>();
    private final List<String> cores = new ArrayList<>();
    private CliHarness praxis;

    @BeforeEach
    void aHost() {
        praxis = new CliHarness(dir.resolve("home"));
        assertEquals(
                0,
                run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2")
                        .status());
    }

    @DisplayName("a secret of every shape, as the value of a fact")
    @Test
    void everyShapeInAValue() {
        List<String> secrets = shapes();
        assertTrue(secrets.size() > 250, () -> secrets.size() + " shapes");
        secrets.forEach(secret -> cores.add(secret.substring(secret.length() / 3, secret.length() - 1)));
        String value = JsonObject.builder()
                .put(
                        "list",
                        JsonArray.ofStrings(
                                secrets.stream().map(s -> "use " + s + " now").toList()))
                .put("text", "all: " + String.join("\n", secrets))
                .build()
                .toString();
        assertEquals(0, run("fact", "put", "service:ci", "notes", value).status());
        run("fact", "get", "service:ci", "notes");
        run("fact", "history", "service:ci", "notes", "--json");
        run("store", "export");
        assertNothingLeft();
    }

    @DisplayName(
            "secrets in reasons, actors, attributes, and in what is refused; sinks, spool, report and export are searched too")
    @Test
    void everyPath() throws IOException {
        Path sinks = Files.writeString(praxis.home().resolve("audit-sinks.json"), """
                {"v": 1, "sinks": [
                  {"name": "copy", "provider": "file", "mode": "REQUIRED", "settings": {"path": "%s"}},
                  {"name": "siem", "provider": "syslog", "mode": "SPOOLED",
                   "settings": {"host": "127.0.0.1", "port": "1", "transport": "tcp"}}]}""".formatted(
                        praxis.home().resolve("copy.jsonl")));
        Files.setPosixFilePermissions(sinks, PosixFilePermissions.fromString("rw-------"));
        for (String secret : generated(new SplittableRandom(20261124))) {
            run("fact", "put", "service:ci", "role", "{\"password\":\"" + core(secret) + "\"}", "--reason", secret);
            run("fact", "put", "service:ci", "role", "{\"a\":1}", "--actor", secret);
            run("fact", "retire", "service:ci", "role", "--reason", secret);
            run("fact", "put", secret, "role", "{}");
            run("fact", "put", "service:ci", secret, "{}");
            run("fact", "put", "service:ci", "role", "{\"a\":" + secret);
            run("fact", "get", secret, "role", "--debug");
            run("fact", "list", "--subject", secret, "--type", secret);
            run(
                    "host",
                    "add",
                    "cp-2",
                    "--type",
                    "talos",
                    "--node",
                    "10.5.0.3",
                    "--endpoint",
                    "10.5.0.3",
                    "--attribute",
                    "note=" + secret);
            run("host", "add", secret, "--type", "talos", "--node", "10.5.0.3");
            run("host", "remove", "cp-2", "--reason", secret);
            run("act", "talos", "reboot", "--host", "cp-1", "--dry-run", "--reason", secret);
            run("act", "talos", "reboot", "--host", secret, "--dry-run");
            run("audit", "prune", "--up-to", secret, "--apply", "--reason", secret);
            run("act", "talos", "reboot", "--host", "cp-1", "--approval", secret, "--debug");
            run("act", "talos", "reset", "--host", "cp-1", "--system-labels", secret, "--dry-run", "--json");
            run("fact", "get", "--" + secret);
            if (!secret.contains("/")) { // a path has no URL in it
                run("store", "import", dir.resolve("none").toString() + "?" + secret, "--debug");
            }
            run("--store", "postgresql://u:" + core(secret) + "@127.0.0.1:1/x", "fact", "list", "--debug");
        }
        run("audit", "tail");
        run("audit", "tail", "--json");
        run("audit", "status");
        run("audit", "sinks", "--probe");
        run("audit", "export", "--format", "ocsf");
        assertEquals(
                0,
                run(
                                "audit",
                                "report",
                                "--html",
                                praxis.home().resolve("report.html").toString())
                        .status());
        for (String file : List.of("copy.jsonl", "report.html")) {
            assertTrue(Files.readString(praxis.home().resolve(file)).contains("[REDACTED"), file);
        }
        assertTrue(Files.isDirectory(praxis.home().resolve("audit/spool/siem")));
        run("fact", "history", "service:ci", "role", "--json");
        assertTrue(printed.stream().anyMatch(text -> text.contains("[REDACTED]")), "the paths print what was redacted");
        assertNothingLeft();
    }

    @DisplayName("a fault that nobody caught is shown without the secret in its message, or in that of its cause")
    @Test
    void uncaught() {
        for (String secret : generated(new SplittableRandom(42))) {
            StringWriter err = new StringWriter();
            Main.report(
                    new IllegalStateException("a " + secret, new IllegalArgumentException(secret)),
                    new PrintWriter(err));
            assertTrue(err.toString().contains("IllegalStateException"), err::toString);
            cores.forEach(core -> assertFalse(err.toString().contains(core), err::toString));
        }
    }

    private Result run(String... args) {
        Result result = praxis.run(args);
        printed.add(String.join(" ", args)
                        .substring(0, Math.min(40, String.join(" ", args).length())) + "\n" + result.out()
                + result.err());
        return result;
    }

    private void assertNothingLeft() {
        Map<String, String> files = CliHarness.snapshot(praxis.home());
        assertFalse(files.isEmpty());
        for (String core : cores) {
            files.forEach((file, content) -> assertFalse(content.contains(core), () -> core + " is in " + file));
            for (String text : printed) {
                String output = text.substring(text.indexOf('\n'));
                assertFalse(output.contains(core), () -> core + " was printed by " + text);
            }
        }
    }

    /** The samples of all rules that are nothing but a secret. */
    private static List<String> shapes() {
        return KnownRule.all(List.of()).stream()
                .filter(rule -> rule.tier().equals("balanced") && !rule.kind().equals("keyed"))
                .flatMap(rule -> rule.samples().stream().limit(1))
                .map(sample -> sample.startsWith("\"") && sample.endsWith("\"")
                        ? sample.substring(1, sample.length() - 1)
                        : sample)
                .filter(sample -> sample.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '\\'))
                .toList();
    }

    private List<String> generated(SplittableRandom random) {
        List<String> secrets = new ArrayList<>();
        for (String shape : List.of(
                "ghp_~",
                "glpat-~",
                "sk-ant-~",
                "AWS_SECRET_ACCESS_KEY=~",
                "password=~",
                "https://ada:~@example.org/",
                "Bearer ~")) {
            StringBuilder core = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                core.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            cores.add(core.substring(13));
            secrets.add(shape.replace("~", core));
        }
        return secrets;
    }

    /** The part that was generated. */
    private static String core(String secret) {
        return secret.replaceAll(".*?([0-9A-Za-z]{40}).*", "$1");
    }
}
