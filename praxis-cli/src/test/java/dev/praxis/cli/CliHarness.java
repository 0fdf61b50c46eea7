package dev.praxis.cli;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.observe.HostSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs command lines in this JVM as a user would, with a home, a machine and a PATH of its own. */
final class CliHarness {

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private HostSource host = new HostSource(Path.of("/"));
    private String stdin = "";

    CliHarness(Path home) {
        this.home = home;
        environment.put("PRAXIS_HOME", home.toString());
        environment.put("USER", "tester");
        environment.put("PATH", "/usr/bin:/bin");
    }

    CliHarness with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    CliHarness onHost(Path root) {
        host = new HostSource(root);
        return this;
    }

    CliHarness typing(String text) {
        stdin = text;
        return this;
    }

    Path home() {
        return home;
    }

    Result run(String... args) {
        StringWriter out = new StringWriter();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        List<String> console = new ArrayList<>();
        CliContext context = new CliContext(
                Map.copyOf(environment),
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                bytes,
                new PrintWriter(err),
                console::addAll,
                Clock.systemUTC(),
                host,
                Path.of(System.getProperty("java.io.tmpdir")));
        int status = new PraxisCli(context).run(args);
        return new Result(status, out + bytes.toString(StandardCharsets.UTF_8), err.toString(), List.copyOf(console));
    }

    /** Every file below a folder, by its relative path, with its content: what must not change when a call is refused. */
    static Map<String, String> snapshot(Path root) {
        Map<String, String> files = new TreeMap<>();
        if (!Files.exists(root)) {
            return files;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.toList()) {
                files.put(
                        root.relativize(path).toString(),
                        Files.isRegularFile(path)
                                ? new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
                                : "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /**
     * How a command line ended.
     *
     * @param status the exit status
     * @param out standard output
     * @param err standard error
     * @param console what the operator's console showed
     */
    record Result(int status, String out, String err, List<String> console) {

        JsonObject json() {
            return CanonicalJson.parseObject(out);
        }

        List<JsonObject> jsonLines() {
            return out.lines().map(CanonicalJson::parseObject).toList();
        }

        String token() {
            return console.stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith("--approval "))
                    .map(line -> line.substring("--approval ".length()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no token on the console: " + console + err));
        }
    }
}
