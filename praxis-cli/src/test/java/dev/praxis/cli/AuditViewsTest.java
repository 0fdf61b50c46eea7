package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command makes of a log for people and for other programs. */
class AuditViewsTest {

    @TempDir
    Path dir;

    private CliHarness praxis;
    private Path page;

    @BeforeEach
    void aLog() {
        praxis = new CliHarness(dir.resolve("home"));
        page = dir.resolve("report.html");
        praxis.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
        praxis.run("act", "talos", "reboot", "--host", "cp-1", "--dry-run");
        praxis.run("act", "talos", "reboot", "--host", "cp-1");
    }

    @DisplayName("a report is a new page of its owner alone, with all records")
    @Test
    void report() throws IOException {
        Result result = praxis.run("audit", "report", "--html", page.toString(), "--json");
        assertEquals(0, result.status(), result.err());
        assertEquals("true", result.json().get("intact").orElseThrow().toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(page)));
        String html = Files.readString(page);
        for (String line : praxis.run("audit", "tail", "--json").out().lines().toList()) {
            assertTrue(html.contains(line.replace("<", "\\u003c")), line);
        }
        String signed = praxis.run("audit", "verify", "--json")
                .json()
                .get("signed")
                .orElseThrow()
                .toString();
        assertNotEquals("0", signed);
        assertTrue(html.contains("\"signed\":" + signed + ","), "each record is said to be in the checkpoint");
        assertEquals(
                ExitCode.FILE.status(),
                praxis.run("audit", "report", "--html", page.toString()).status());
        assertEquals(
                0,
                praxis.run("audit", "report", "--html", page.toString(), "--overwrite", "--last", "1")
                        .status());
        assertEquals(
                ExitCode.ARGUMENT.status(),
                praxis.run("audit", "report", "--html", page.toString(), "--overwrite", "--last", "0")
                        .status());
    }

    @DisplayName("of a log that was changed there is a page that says so, and the exit status of verify")
    @Test
    void damaged() throws IOException {
        Path segment;
        try (Stream<Path> files = Files.list(dir.resolve("home/audit/segments"))) {
            segment = files.findFirst().orElseThrow();
        }
        Files.writeString(segment, Files.readString(segment).replace("10.5.0.2", "10.5.0.9"));
        Result result = praxis.run("audit", "report", "--html", page.toString());
        assertEquals(ExitCode.TAMPERED.status(), result.status(), result.err());
        assertTrue(Files.readString(page).contains("Not intact"));
    }

    @DisplayName("an export has an event for each record, from the one that is asked for")
    @Test
    void export() {
        List<String> records =
                praxis.run("audit", "tail", "--json").out().lines().toList();
        Result all = praxis.run("audit", "export", "--format", "ocsf");
        assertEquals(0, all.status(), all.err());
        assertEquals(records.size(), all.jsonLines().size());
        assertTrue(all.jsonLines().stream()
                .allMatch(
                        event -> event.get("class_uid").orElseThrow().toString().equals("6003")));
        Result last = praxis.run("audit", "export", "--format", "ocsf", "--from", String.valueOf(records.size()));
        assertEquals(
                all.out().lines().toList().subList(records.size() - 1, records.size()),
                last.out().lines().toList());
        assertEquals(
                ExitCode.ARGUMENT.status(),
                praxis.run("audit", "export", "--format", "cef").status());
    }

    @DisplayName(
            "an export of tiles is a directory with the checkpoint of the log and all entries, and can be repeated")
    @Test
    void tiles() throws IOException {
        Path served = dir.resolve("served/log");
        for (int i = 0; i < 2; i++) {
            praxis.run("act", "talos", "reboot", "--host", "cp-1", "--dry-run");
            Result result =
                    praxis.run("audit", "export", "--format", "tlog-tiles", "--output", served.toString(), "--json");
            assertEquals(0, result.status(), result.err());
            int signed = 4 + i;
            assertEquals(
                    String.valueOf(signed),
                    result.json().get("signed").orElseThrow().toString());
            assertEquals(
                    Files.readString(dir.resolve("home/audit/checkpoint")),
                    Files.readString(served.resolve("checkpoint")));
            byte[] bundle = Files.readAllBytes(served.resolve("tile/entries/000.p/" + signed));
            List<String> lines =
                    praxis.run("audit", "tail", "--json").out().lines().toList();
            assertEquals(
                    lines.stream()
                            .mapToInt(line -> 2 + line.getBytes(StandardCharsets.UTF_8).length)
                            .sum(),
                    bundle.length);
        }
        for (List<String> refused : List.of(
                List.of("--format", "tlog-tiles"),
                List.of("--format", "tlog-tiles", "--from", "2", "-o", served.toString()),
                List.of("--format", "ocsf", "-o", served.toString()))) {
            List<String> line = new ArrayList<>(List.of("audit", "export"));
            line.addAll(refused);
            assertEquals(
                    ExitCode.USAGE.status(),
                    praxis.run(line.toArray(String[]::new)).status(),
                    refused.toString());
        }
    }

    @DisplayName("without a log there is nothing to view")
    @Test
    void noLog() {
        CliHarness empty = new CliHarness(dir.resolve("empty"));
        assertEquals(
                ExitCode.NOT_FOUND.status(),
                empty.run("audit", "report", "--html", page.toString()).status());
        assertEquals(
                ExitCode.NOT_FOUND.status(),
                empty.run("audit", "export", "--format", "ocsf").status());
    }
}
