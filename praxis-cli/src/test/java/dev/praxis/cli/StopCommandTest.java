package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.CliHarness.Result;
import dev.praxis.execution.stop.HardStops;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopCommandTest {

    @TempDir
    Path dir;

    @DisplayName("a stop that a host raised denies every action of the command until it is lifted, on record")
    @Test
    void aStopDeniesUntilItIsLifted() {
        CliHarness praxis = new CliHarness(dir.resolve("home"));
        praxis.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
        assertEquals("", praxis.run("stop", "list", "--json").out());
        String id = new HardStops(dir.resolve("home/stops"), InstantSource.fixed(Instant.EPOCH))
                .raise("the policy /etc/policy.json", "it was changed");

        String[] dryRun = {"act", "talos", "reboot", "--host", "cp-1", "--dry-run"};
        Result denied = praxis.run(dryRun);
        assertEquals(ExitCode.DENIED.status(), denied.status(), denied.err());
        assertTrue(denied.err().contains("praxis stop lift " + id), denied.err());
        JsonObject listed = praxis.run("stop", "list", "--json").json();
        assertEquals(id, listed.string("id").orElseThrow());
        assertEquals("it was changed", listed.string("why").orElseThrow());

        assertEquals(ExitCode.USAGE.status(), praxis.run("stop", "lift", id).status());
        assertEquals(
                ExitCode.ARGUMENT.status(),
                praxis.run("stop", "lift", "0123", "--reason", "x").status());
        Result lifted = praxis.run("stop", "lift", id, "--reason", "restored from git", "--json");
        assertEquals(0, lifted.status(), lifted.err());
        assertEquals("", praxis.run("stop", "list", "--json").out());
        assertEquals(0, praxis.run(dryRun).status());

        String tail = praxis.run("audit", "tail", "--json").out();
        assertTrue(tail.contains("\"tool\":\"praxis.stop.lift\"") && tail.contains("restored from git"), tail);
        assertEquals(0, praxis.run("audit", "verify").status());
    }
}
