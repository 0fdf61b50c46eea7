package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Observing twice writes only what changed. */
class ObserveCommandTest {

    @TempDir
    Path dir;

    private Path machine;
    private CliHarness praxis;

    @BeforeEach
    void aSmallMachine() throws IOException {
        machine = dir.resolve("machine");
        file("proc/sys/kernel/hostname", "box\n");
        file("proc/meminfo", "MemTotal: 1024 kB\n");
        file("sys/devices/system/cpu/online", "0-1\n");
        praxis = new CliHarness(dir.resolve("home")).onHost(machine);
    }

    @DisplayName("a fact whose content is the same is not written again")
    @Test
    void onlyWhatChangedIsWritten() throws IOException {
        assertEquals(List.of("recorded", "recorded", "recorded"), statuses());
        assertEquals(List.of("unchanged", "unchanged", "unchanged"), statuses());
        file("proc/meminfo", "MemTotal: 2048 kB\n");
        assertEquals(List.of("unchanged", "unchanged", "recorded"), statuses());
        assertEquals(
                2,
                praxis.run("fact", "history", "host:box", "memory", "--json")
                        .jsonLines()
                        .size());
        assertEquals(
                1,
                praxis.run("fact", "history", "host:box", "cpu", "--json")
                        .jsonLines()
                        .size());
    }

    @DisplayName("what could not be read is said on standard error, one line each")
    @Test
    void unreadIsReported() {
        assertEquals(5, praxis.run("observe", "host").err().lines().count());
    }

    @DisplayName("an observation that looks like a secret is redacted, and still unchanged the second time")
    @Test
    void aRedactedObservationIsComparedRedacted() throws IOException {
        file("etc/os-release", "PRETTY_NAME=\"token=ghp_" + "a1B2c3D4".repeat(5) + "\"\n");
        statuses();
        assertTrue(statuses().stream().allMatch("unchanged"::equals));
        assertTrue(praxis.run("fact", "get", "host:box", "os").out().contains("[REDACTED]"));
    }

    private List<String> statuses() {
        return praxis.run("observe", "host", "--json").jsonLines().stream()
                .map((JsonObject line) -> line.string("status").orElseThrow())
                .toList();
    }

    private void file(String path, String content) throws IOException {
        Path file = machine.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
