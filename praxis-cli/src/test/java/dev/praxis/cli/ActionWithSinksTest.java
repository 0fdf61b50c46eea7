package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions of the command reach the sinks that the home names, and do not happen without those that are required. */
class ActionWithSinksTest {

    @TempDir
    private Path dir;

    private CliHarness praxis;
    private Path copy;
    private Path calls;

    @BeforeEach
    void aHostAndAStandInForTalosctl() throws IOException {
        Path bin = Files.createDirectory(dir.resolve("bin"));
        calls = bin.resolve("calls");
        copy = dir.resolve("copy.jsonl");
        Path talosctl = Files.writeString(bin.resolve("talosctl"), "#!/bin/sh\necho called >>\"${0%/*}/calls\"\n");
        Files.setPosixFilePermissions(talosctl, PosixFilePermissions.fromString("rwx------"));
        praxis = new CliHarness(dir.resolve("home")).with("PATH", bin + ":/usr/bin:/bin");
        praxis.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
    }

    @Test
    void recordsReachTheSinksAndWaitForThoseThatAreDown() throws IOException {
        name(copy);
        assertEquals(0, version().status());
        assertEquals(praxis.run("audit", "tail", "--json").out(), Files.readString(copy));
        JsonObject siem = praxis.run("audit", "sinks", "--json").jsonLines().get(1);
        assertEquals(
                JsonNumber.of(3),
                siem.get("spooledRecords").orElseThrow(),
                "intent, outcome, and the terms of the log");
        assertEquals("FAILING", siem.string("condition").orElseThrow());
    }

    @Test
    void nothingRunsThatARequiredSinkDoesNotTake() throws IOException {
        name(dir.resolve("no such directory").resolve("copy.jsonl"));
        Result denied = version();
        assertEquals(ExitCode.AUDIT.status(), denied.status(), denied.err());
        assertTrue(denied.err().contains("'copy' (REQUIRED)"), denied.err());
        assertTrue(!Files.exists(calls), "it ran");
        List<JsonObject> records = praxis.run("audit", "tail", "--json").jsonLines();
        assertEquals(3, records.size(), "intent and outcome are in the log, behind its terms");
        String outcome = records.get(2).string("error").orElseThrow();
        assertTrue(outcome.startsWith("FAILED: nothing ran"), outcome);
        JsonObject report = praxis.run("audit", "verify", "--json").json();
        assertEquals(
                JsonArray.of(List.of()),
                report.get("orphanIntents").orElseThrow(),
                "nobody has to look whether it ran");
    }

    @Test
    void whatRanAndARequiredSinkDoesNotTakeIsInTheLogAndTheCallerIsTold() throws IOException {
        Path volume = Files.createDirectory(dir.resolve("volume"));
        name(volume.resolve("copy.jsonl"));
        Files.writeString(
                dir.resolve("bin/talosctl"),
                "#!/bin/sh\necho called >>\"${0%/*}/calls\"\nmv " + volume + " " + volume + ".gone\n");
        Result told = version();
        assertEquals(ExitCode.AUDIT.status(), told.status(), told.err());
        assertTrue(told.err().contains("PRX-GATE-OUTCOME-UNDELIVERED"), told.err());
        assertTrue(told.err().contains("ran and ended as SUCCEEDED"), told.err());
        assertTrue(Files.exists(calls));
        assertEquals(3, praxis.run("audit", "tail", "--json").jsonLines().size(), "the outcome is in the log");
        Files.move(dir.resolve("volume.gone"), volume);
        Files.writeString(dir.resolve("bin/talosctl"), "#!/bin/sh\n");
        assertEquals(0, version().status());
        assertTrue(Files.readString(volume.resolve("copy.jsonl")).contains("{\"gap\":{\"first\":3,\"last\":3"));
    }

    @Test
    void aListThatIsWrongStopsBeforeAnythingIsWritten() throws IOException {
        name(copy);
        Files.writeString(praxis.home().resolve("audit-sinks.json"), "{}");
        assertEquals(ExitCode.ARGUMENT.status(), version().status());
        assertTrue(!Files.exists(calls), "it ran");
    }

    private Result version() {
        return praxis.run("act", "talos", "version", "--host", "cp-1");
    }

    private void name(Path file) throws IOException {
        Path sinks = praxis.home().resolve("audit-sinks.json");
        Files.writeString(sinks, """
                {"v": 1, "sinks": [
                  {"name": "copy", "provider": "file", "mode": "REQUIRED", "settings": {"path": "%s"}},
                  {"name": "siem", "provider": "syslog", "mode": "SPOOLED",
                   "settings": {"host": "127.0.0.1", "port": "1", "transport": "tcp"}}]}""".formatted(file));
        Files.setPosixFilePermissions(sinks, PosixFilePermissions.fromString("rw-------"));
    }
}
