package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonBoolean;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.CliHarness.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of the audit log, and how it is kept small, served and configured. */
class AuditUpkeepTest {

    private static final String FULL = "{\"warnBelow\": 9007199254740991, \"lockdownBelow\": 9007199254740991}";

    @TempDir
    Path dir;

    private CliHarness praxis;

    @BeforeEach
    void aHost() {
        praxis = new CliHarness(dir.resolve("home"));
        praxis.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
    }

    @DisplayName("status says what there is, and 8 where there is nothing")
    @Test
    void status() throws IOException {
        assertEquals(ExitCode.NOT_FOUND.status(), praxis.run("audit", "status").status());
        assertEquals(0, dryRun().status());
        Map<String, String> before = CliHarness.snapshot(dir);
        Result result = praxis.run("audit", "status", "--json");
        assertEquals(0, result.status(), result.err());
        JsonObject status = result.json();
        assertEquals("OPEN", text(status, "state"));
        assertEquals(JsonNumber.of(2), status.get("sequence").orElseThrow());
        assertEquals(JsonNumber.of(2), status.get("signed").orElseThrow());
        assertEquals("REFUSE_ABOVE_T0", text(status, "whenUnavailable"));
        assertEquals(JsonBoolean.FALSE, status.get("registered").orElseThrow());
        assertEquals(JsonArray.of(List.of()), status.get("hardStops").orElseThrow());
        Result shown = praxis.run("audit", "status");
        assertTrue(shown.out().contains("records     1 to 2, in 1 segment of"), shown.out());
        assertTrue(shown.out().contains("hard stops  none"), shown.out());
        assertEquals(before, CliHarness.snapshot(dir), "it looks only");
    }

    @DisplayName("status ends with 19 when nothing new may begin, and with 18 when the files are not as they were left")
    @Test
    void statusOfALogThatTakesNothing() throws IOException {
        dryRun();
        settings("{\"v\": 1, \"space\": " + FULL + "}");
        Result full = praxis.run("audit", "status", "--json");
        assertEquals(ExitCode.AUDIT.status(), full.status());
        assertEquals("LOCKDOWN", text(full.json(), "state"));
        Files.delete(praxis.home().resolve("audit/checkpoint"));
        Result tampered = praxis.run("audit", "status");
        assertEquals(ExitCode.TAMPERED.status(), tampered.status());
        assertTrue(tampered.out().contains("TAMPERED: the checkpoint is missing"), tampered.out());
    }

    @DisplayName("in lockdown no action begins, pruning makes room, and both are on record")
    @Test
    void lockdown() throws IOException {
        settings("{\"v\": 1, \"segments\": {\"bytes\": 4096}}");
        manyRecords();
        settings("{\"v\": 1, \"segments\": {\"bytes\": 4096}, \"space\": " + FULL + "}");
        Result refused = dryRun();
        assertEquals(ExitCode.AUDIT.status(), refused.status());
        assertTrue(refused.err().contains("nothing new may begin"), refused.err());
        Result pruned = praxis.run("audit", "prune", "--keep-bytes", "0", "--apply", "--reason", "no room");
        assertEquals(0, pruned.status(), pruned.err());
        String records = praxis.run("audit", "tail", "--json").out();
        assertTrue(records.contains("\"event\":\"lockdown\""), records);
        assertTrue(records.contains("\"reason\":\"no room\""), records);
    }

    @DisplayName("prune shows first, removes with --apply, and what stays verifies and can be proven")
    @Test
    void prune() throws IOException {
        settings("{\"v\": 1, \"segments\": {\"bytes\": 4096}}");
        manyRecords();
        Map<String, String> before = CliHarness.snapshot(dir);
        Result shown = praxis.run("audit", "prune", "--up-to", "1000", "--json");
        assertEquals(0, shown.status(), shown.err());
        assertEquals(JsonBoolean.FALSE, shown.json().get("applied").orElseThrow());
        assertEquals(ExitCode.USAGE.status(), praxis.run("audit", "prune").status());
        assertEquals(
                ExitCode.USAGE.status(),
                praxis.run("audit", "prune", "--up-to", "9", "--keep-bytes", "9")
                        .status());
        assertEquals(
                ExitCode.USAGE.status(),
                praxis.run("audit", "prune", "--up-to", "1000", "--apply").status(),
                "who prunes says why");
        assertEquals(
                ExitCode.ARGUMENT.status(),
                praxis.run("audit", "prune", "--older-than", "0").status());
        Result nothing = praxis.run("audit", "prune", "--older-than", "1", "--apply", "--reason", "age");
        assertTrue(nothing.out().contains("nothing may go"), nothing.out());
        assertEquals(before, CliHarness.snapshot(dir), "nothing of that wrote anything");

        Result applied = praxis.run("audit", "prune", "--up-to", "1000", "--apply", "--reason", "enough", "--json");
        assertEquals(0, applied.status(), applied.err());
        assertEquals(
                shown.json().get("sequence").orElseThrow(),
                applied.json().get("sequence").orElseThrow());
        JsonObject status = praxis.run("audit", "status", "--json").json();
        assertEquals(shown.json().get("sequence"), status.get("pruned"));
        assertEquals(0, praxis.run("audit", "verify").status());
        String last = status.get("sequence").orElseThrow().toString();
        assertEquals(
                0,
                praxis.run("audit", "prove", last, "-o", dir.resolve("receipt").toString())
                        .status());
        String records = praxis.run("audit", "tail", "--json").out();
        assertTrue(records.contains("\"tool\":\"praxis.audit.prune\""), records);
        assertTrue(records.contains("\"reason\":\"enough\""), records);
        assertTrue(records.contains("\"event\":\"pruned\""), records);
    }

    @DisplayName("a log that is not as it was left is not pruned")
    @Test
    void pruneOfATamperedLog() throws IOException {
        settings("{\"v\": 1, \"segments\": {\"bytes\": 4096}}");
        manyRecords();
        Files.delete(praxis.home().resolve("audit/checkpoint"));
        Map<String, String> before = CliHarness.snapshot(praxis.home().resolve("audit/segments"));
        Result refused = praxis.run("audit", "prune", "--up-to", "1000", "--apply", "--reason", "enough");
        assertEquals(ExitCode.TAMPERED.status(), refused.status(), refused.err());
        assertEquals(before, CliHarness.snapshot(praxis.home().resolve("audit/segments")));
    }

    @DisplayName("what is wrong in audit.json is refused before anything is written")
    @Test
    void settingsThatAreWrong() throws IOException {
        settings("{\"v\": 1, \"whenUnavailable\": \"SOMETIMES\"}");
        Map<String, String> before = CliHarness.snapshot(dir);
        Result refused = dryRun();
        assertEquals(ExitCode.ARGUMENT.status(), refused.status());
        assertTrue(refused.err().contains("audit.json"), refused.err());
        assertTrue(refused.err().contains("REFUSE_ABOVE_T0, REFUSE_ALL, ALLOW_ALL"), refused.err());
        assertEquals(before, CliHarness.snapshot(dir));
    }

    @DisplayName(
            "another policy than the usual is on record once, and a register of the home refuses a log that was put back")
    @Test
    void termsAndRegister() throws IOException {
        settings("{\"v\": 1, \"whenUnavailable\": \"ALLOW_ALL\", \"register\": \"" + dir.resolve("register") + "\"}");
        assertEquals(0, dryRun().status());
        assertEquals(0, dryRun().status());
        String records = praxis.run("audit", "tail", "--json").out();
        assertEquals(2, records.split("\"whenUnavailable\":\"ALLOW_ALL\"", -1).length, records);
        Files.delete(dir.resolve("register/last-checkpoint"));
        Result refused = dryRun();
        assertEquals(ExitCode.TAMPERED.status(), refused.status());
        assertTrue(refused.err().contains("remembers nothing of the log"), refused.err());
    }

    @DisplayName("a process that serves takes the records of other commands, unless the host wants that not")
    @Test
    void serve() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--home",
                praxis.home().toString(),
                "audit",
                "serve");
        Process process = builder.redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String ready = out.readLine();
            assertTrue(ready.startsWith("takes records for the audit log in"), ready);
            assertEquals(0, dryRun().status());
            assertEquals(
                    JsonBoolean.TRUE,
                    praxis.run("audit", "status", "--json").json().get("served").orElseThrow());
            settings("{\"v\": 1, \"forwarding\": false, \"lockWaitMillis\": 0}");
            assertEquals(ExitCode.BUSY.status(), dryRun().status());
            process.toHandle().destroy();
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        assertFalse(Files.exists(praxis.home().resolve("audit/journal.sock")));
        assertEquals(0, dryRun().status());
        assertEquals(0, praxis.run("audit", "verify").status());
        assertEquals(
                3,
                praxis.run("audit", "tail", "--json").jsonLines().size(),
                "two, and the one about the terms of the log");
    }

    @DisplayName(
            "a secret is found where it was; a key that took the place of the one that the log names is refused, and later on the record")
    @Test
    void hash() throws IOException {
        String secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        assertEquals(0, because(secret).status());
        praxis.typing(secret);
        JsonObject found = praxis.run("audit", "hash", "--json").json();
        assertEquals(
                JsonArray.of(List.of(JsonNumber.of(2))), found.get("sequences").orElseThrow());
        assertEquals(JsonNumber.of(1), found.get("silentBefore").orElseThrow());

        Path salt = praxis.home().resolve("audit/salt");
        Files.writeString(salt, "0123456789abcdef".repeat(4));
        Result refused = praxis.run("audit", "hash");
        assertEquals(ExitCode.AUDIT.status(), refused.status(), refused.out());
        assertTrue(refused.err().contains("not the one that record 1"), refused.err());
        Result verified = praxis.run("audit", "verify");
        assertEquals(ExitCode.TAMPERED.status(), verified.status());
        assertTrue(verified.out().contains("SALT_REPLACED"), verified.out());

        assertEquals(0, because(secret).status());
        assertEquals(0, praxis.run("audit", "verify").status());
        Result later = praxis.run("audit", "hash");
        assertEquals(0, later.status());
        assertTrue(later.out().contains("record 4  "), later.out());
        assertTrue(later.out().contains("that of record 3; of the records before it this says nothing"), later.out());
    }

    private Result because(String reason) {
        return praxis.run("act", "talos", "reboot", "--host", "cp-1", "--dry-run", "--reason", reason);
    }

    private void manyRecords() {
        for (int i = 0; i < 12; i++) {
            assertEquals(0, dryRun().status());
        }
    }

    private Result dryRun() {
        return praxis.run("act", "talos", "version", "--host", "cp-1", "--dry-run");
    }

    private void settings(String content) throws IOException {
        Path file = Files.writeString(praxis.home().resolve("audit.json"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String text(JsonObject object, String member) {
        return object.string(member).orElse("");
    }
}
