package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.cli.CliHarness.Result;
import dev.praxis.testkit.RequiresTool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit verify} and {@code audit prove} with all their options, beside the second verifier where that has the same. */
class AuditProofCommandsTest {

    private static final Path SECOND = Path.of("..", "praxis-audit", "tools", "praxis_verify.py")
            .toAbsolutePath()
            .normalize();

    /** Runs one command line after another, and prints the status of each. */
    private static final String ALL = """
            import contextlib, importlib.util, io, json, sys
            sys.dont_write_bytecode = True
            spec = importlib.util.spec_from_file_location("praxis_verify", sys.argv[1])
            verify = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(verify)
            for arguments in json.load(sys.stdin):
                with contextlib.redirect_stdout(io.StringIO()):
                    try:
                        status = verify.main(arguments)
                    except BaseException as failed:
                        status = repr(failed)
                print(status)
            """;

    private final List<JsonValue> asked = new ArrayList<>();
    private final List<Integer> expecting = new ArrayList<>();

    @TempDir
    Path dir;

    private CliHarness praxis;
    private Path log;
    private Path kept;
    private Path receipt;
    private String key;

    @BeforeEach
    void aLog() throws IOException {
        praxis = new CliHarness(dir.resolve("home"));
        log = dir.resolve("home/audit");
        praxis.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
        dryRun();
        kept = Files.copy(log.resolve("checkpoint"), dir.resolve("kept"));
        dryRun();
        key = praxis.run("audit", "verify", "--json").json().string("key").orElseThrow();
        receipt = dir.resolve("one.tlog-proof");
        assertEquals(
                0, praxis.run("audit", "prove", "2", "-o", receipt.toString()).status());
    }

    private void dryRun() {
        assertEquals(
                0,
                praxis.run("act", "talos", "reboot", "--host", "cp-1", "--dry-run")
                        .status());
    }

    @DisplayName("both verifiers take the same keys, checkpoints and receipts, and end alike")
    @RequiresTool(value = "python3", from = "python3")
    @Test
    void alike() throws IOException {
        Path keyFile = Files.writeString(dir.resolve("log.vkey"), key + "\n");
        Path witness = Files.createDirectory(dir.resolve("witness"));
        log(0, "--key", key);
        log(0, "--key", keyFile.toString());
        log(0, "--key", key, "--witness", kept.toString());
        for (String bad : List.of("abc", "", "a+b", key + "x", key.replace("+", " "), "x" + key)) {
            log(ExitCode.SIGNING.status(), "--key", bad);
        }
        log(
                ExitCode.FILE.status(),
                "--key",
                key,
                "--witness",
                dir.resolve("nothing").toString());
        log(ExitCode.PROOF.status(), "--key", key, "--witness", witness.toString());
        log(ExitCode.PROOF.status(), "--key", key, "--witness", keyFile.toString());

        receipt(0, receipt);
        receipt(ExitCode.FILE.status(), dir.resolve("nothing"));
        receipt(ExitCode.PROOF.status(), edited("index 1", "index 2"));
        receipt(ExitCode.PROOF.status(), edited("index 1", "index " + "9".repeat(5000)));
        receipt(ExitCode.PROOF.status(), edited("index 1", "index 01"));
        receipt(ExitCode.PROOF.status(), edited("c2sp", "C2SP"));
        receipt(ExitCode.PROOF.status(), kept);
        byte[] notText = Files.readAllBytes(receipt);
        notText[40] = (byte) 0xff;
        receipt(ExitCode.PROOF.status(), Files.write(dir.resolve("not text"), notText));

        Path now = log.resolve("checkpoint");
        extension(0, kept, now);
        extension(0, now, now);
        extension(ExitCode.PROOF.status(), now, kept);
        extension(ExitCode.FILE.status(), dir.resolve("nothing"), now);
        secondAgrees();
    }

    @DisplayName("without a log both say so; a log that was put back ends as one that others remember otherwise")
    @RequiresTool(value = "python3", from = "python3")
    @Test
    void absentAndPutBack() throws IOException {
        Path later = Files.copy(log.resolve("checkpoint"), dir.resolve("later"));
        Path backup = dir.resolve("backup");
        dryRun();
        copy(log, backup);
        dryRun();
        Files.copy(log.resolve("checkpoint"), later, StandardCopyOption.REPLACE_EXISTING);
        Files.move(log, dir.resolve("newer"));
        log(ExitCode.NOT_FOUND.status(), "--key", key);
        secondAgrees();
        Files.move(backup, log);
        log(0, "--key", key);
        log(ExitCode.LOG_REWRITTEN.status(), "--key", key, "--witness", later.toString());
        secondAgrees();
    }

    @DisplayName("a pipe that is named makes neither verifier wait")
    @RequiresTool(value = "python3", from = "python3")
    @Timeout(60)
    @Test
    void pipes() throws Exception {
        Path pipe = dir.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        receipt(ExitCode.FILE.status(), pipe);
        log(ExitCode.FILE.status(), "--key", key, "--witness", pipe.toString());
        log(ExitCode.FILE.status(), "--key", key, "--policy", pipe.toString());
        extension(ExitCode.FILE.status(), pipe, log.resolve("checkpoint"));
        secondAgrees();
    }

    @DisplayName("a receipt is checked without a log, says what it proves, and replaces no file")
    @Test
    void receipts() {
        CliHarness stranger = new CliHarness(dir.resolve("another home"));
        Result checked = stranger.run("audit", "verify", "--receipt", receipt.toString(), "--key", key);
        assertEquals(0, checked.status(), checked.err());
        assertTrue(checked.out().contains("\"tool\":\"talos.reboot\""), checked.out());
        Result json = stranger.run("audit", "verify", "--receipt", receipt.toString(), "--key", key, "--json");
        assertEquals("2", json.json().get("sequence").orElseThrow().toString());
        assertEquals(
                ExitCode.FILE.status(),
                praxis.run("audit", "prove", "2", "-o", receipt.toString()).status());
        assertEquals(
                ExitCode.ARGUMENT.status(),
                praxis.run("audit", "prove", "99", "-o", dir.resolve("none").toString())
                        .status());
        assertFalse(Files.exists(dir.resolve("none")));
    }

    @DisplayName("the key of another log is said to be that, and options that do not go together are refused")
    @Test
    void options() {
        String other = new CliHarness(dir.resolve("other"))
                .run("audit", "verify", "--key", "nonsense")
                .err();
        assertTrue(other.contains("PRX-AUDIT-ABSENT"), other);
        String bad = praxis.run("audit", "verify", "--key", "nonsense").err();
        assertTrue(bad.contains("neither a verifier key"), bad);
        for (List<String> refused : List.of(
                List.of("--checkpoint", "x"),
                List.of("--receipt", "x", "--older", "y"),
                List.of("--receipt", "x", "--witness", "y"))) {
            List<String> line = new ArrayList<>(List.of("audit", "verify"));
            line.addAll(refused);
            assertEquals(
                    ExitCode.USAGE.status(),
                    praxis.run(line.toArray(String[]::new)).status(),
                    refused.toString());
        }
        Result older = praxis.run("audit", "verify", "--older", kept.toString(), "--json");
        assertEquals(0, older.status(), older.err());
        assertEquals("true", older.json().get("extends").orElseThrow().toString());
    }

    @DisplayName(
            "a whole record that somebody put behind the checkpoint is told at the next start, by verify and by the report")
    @Test
    void forged() throws IOException {
        Path segment = log.resolve("segments/00000000000000000001.jsonl");
        List<String> lines = Files.readAllLines(segment);
        JsonObject last = CanonicalJson.parseObject(lines.get(lines.size() - 1));
        int sequence = lines.size() + 1;
        Map<String, JsonValue> members = new TreeMap<>(last.members());
        members.put("previousHash", last.get("hash").orElseThrow());
        members.put("sequence", JsonNumber.of(sequence));
        members.put("target", new JsonString("10.9.9.9"));
        members.remove("hash");
        members.put(
                "hash",
                new JsonString(
                        Sha256.of(CanonicalJson.bytes(JsonObject.of(members))).hex()));
        Files.writeString(segment, JsonObject.of(members) + "\n", StandardOpenOption.APPEND);

        dryRun();
        Result verified = praxis.run("audit", "verify");
        assertEquals(0, verified.status(), verified.out());
        assertTrue(
                verified.out()
                        .contains("note: record " + sequence
                                + " stood behind the last checkpoint after a crash, taken in as record "
                                + (sequence + 1)),
                verified.out());
        assertTrue(praxis.run("audit", "verify", "--json")
                .out()
                .contains("\"takenIn\":[{\"first\":" + sequence + ",\"last\":" + sequence + ",\"record\":"
                        + (sequence + 1) + "}]"));
        Path page = dir.resolve("report.html");
        assertEquals(0, praxis.run("audit", "report", "--html", page.toString()).status());
        assertTrue(Files.readString(page).contains("\"takenIn\":[[" + sequence + "," + sequence + "]]"));
        assertTrue(Files.readString(page).contains("After a crash, records were taken in"));
    }

    @DisplayName("a report ends with the exit status that verify has")
    @Test
    void oneMapping() throws IOException {
        try (Stream<Path> tiles = Files.list(log.resolve("tile/0/000.p"))) {
            for (Path tile : tiles.toList()) {
                byte[] bytes = Files.readAllBytes(tile);
                bytes[3] ^= 1;
                Files.write(tile, bytes);
            }
        }
        Path page = dir.resolve("report.html");
        assertEquals(
                ExitCode.LOG_NOT_SIGNED.status(), praxis.run("audit", "verify").status());
        assertEquals(
                ExitCode.LOG_NOT_SIGNED.status(),
                praxis.run("audit", "report", "--html", page.toString()).status());
        Files.setPosixFilePermissions(log.resolve("tile"), PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Result result : List.of(
                praxis.run("audit", "verify"),
                praxis.run("audit", "report", "--html", page.toString(), "--overwrite"))) {
            assertEquals(ExitCode.AUDIT.status(), result.status());
            assertTrue(result.err().contains("chmod 700 " + log.resolve("tile")), result.err());
        }
    }

    private void log(int expected, String... options) {
        List<String> first = new ArrayList<>(List.of("audit", "verify"));
        List<String> second = new ArrayList<>(List.of("log", log.toString()));
        first.addAll(Arrays.asList(options));
        second.addAll(Arrays.asList(options));
        same(expected, first, second);
    }

    private void receipt(int expected, Path file) {
        same(
                expected,
                List.of("audit", "verify", "--receipt", file.toString(), "--key", key),
                List.of("receipt", file.toString(), "--key", key));
    }

    private void extension(int expected, Path older, Path newer) {
        same(
                expected,
                List.of("audit", "verify", "--older", older.toString(), "--checkpoint", newer.toString(), "--key", key),
                List.of("extends", log.toString(), older.toString(), newer.toString(), "--key", key));
    }

    /** Runs the first one; what the second one says is looked at by {@link #secondAgrees}. */
    private void same(int expected, List<String> first, List<String> second) {
        Result result = praxis.run(first.toArray(String[]::new));
        assertEquals(expected, result.status(), () -> first + " " + result.out() + result.err());
        asked.add(JsonArray.ofStrings(second));
        expecting.add(expected);
    }

    private void secondAgrees() throws IOException {
        Process process = new ProcessBuilder("python3", "-S", "-E", "-c", ALL, SECOND.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(CanonicalJson.bytes(JsonArray.of(asked)));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> statuses = said.lines().toList();
        for (int i = 0; i < asked.size(); i++) {
            assertEquals(
                    String.valueOf(expecting.get(i)),
                    statuses.get(i),
                    asked.get(i).toString());
        }
        asked.clear();
        expecting.clear();
    }

    private Path edited(String from, String to) throws IOException {
        String text = Files.readString(receipt);
        assertTrue(text.contains(from), text);
        return Files.writeString(dir.resolve("edited" + asked.size() + ".tlog-proof"), text.replaceFirst(from, to));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path each : tree.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
