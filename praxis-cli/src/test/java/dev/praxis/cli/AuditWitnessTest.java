package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of the command that somebody with its key made anew is found by the witness that the host names. */
class AuditWitnessTest {

    @TempDir
    Path dir;

    private CliHarness praxis;
    private Path witness;

    @BeforeEach
    void aLog() throws IOException {
        witness = Files.createDirectory(dir.resolve("witness"));
        praxis = new CliHarness(dir.resolve("home"));
        praxis.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
        praxis.with("PRAXIS_AUDIT_WITNESS", witness.toString());
        assertEquals(0, dryRun().status());
        assertEquals(0, dryRun().status());
    }

    @DisplayName("the log that was witnessed verifies against the directory of the witness")
    @Test
    void continued() throws IOException {
        assertEquals(0, verify().status(), verify().err());
        assertTrue(Files.readString(dir.resolve("home/audit/checkpoint")).contains("— praxis-local-witness "));
    }

    @DisplayName("of a log that was begun anew the witness remembers nothing, and verify says so")
    @Test
    void anew() throws IOException {
        Files.move(dir.resolve("home/audit"), dir.resolve("the true one"));
        praxis.with("PRAXIS_AUDIT_WITNESS", "");
        assertEquals(0, dryRun().status());
        assertEquals(0, praxis.run("audit", "verify").status(), "from its own files it cannot be told");
        assertNotEquals(0, verify().status());
    }

    @DisplayName("of a log that was begun anew beside the witness, verify finds that the witness remembers another one")
    @Test
    void anewBesideTheWitness() throws IOException {
        assertFalse(verify().out().contains("other log"));
        Files.move(dir.resolve("home/audit"), dir.resolve("the true one"));
        Result begun = dryRun();
        assertEquals(0, begun.status());
        assertTrue(praxis.run("audit", "tail").out().contains("praxis.audit"));
        assertEquals(ExitCode.LOG_REWRITTEN.status(), verify().status());
        assertTrue(verify().out().contains("FOUND OTHER_LOG at " + witness), verify().out());
        Result json = praxis.run("audit", "verify", "--witness", witness.toString(), "--json");
        assertTrue(json.out().contains("\"kind\":\"OTHER_LOG\""), json.out());
        assertEquals(
                0,
                praxis.run("audit", "verify", "--witness", witness.toString(), "--shared-witness")
                        .status());
    }

    @DisplayName("a log that was put back to an earlier state is found by verify, and not written to")
    @Test
    void putBack() throws IOException {
        Path home = dir.resolve("home");
        Path backup = dir.resolve("backup");
        copy(home.resolve("audit"), backup);
        assertEquals(0, dryRun().status());
        Files.move(home.resolve("audit"), dir.resolve("newer"));
        Files.move(backup, home.resolve("audit"));
        assertEquals(0, praxis.run("audit", "verify").status(), "from its own files it cannot be told");
        assertEquals(ExitCode.LOG_REWRITTEN.status(), verify().status());
        assertEquals(ExitCode.TAMPERED.status(), dryRun().status());
    }

    @DisplayName(
            "a policy asks for the cosignature of the witness, of the log and of a receipt, and nobody else's will do")
    @Test
    void policy() throws IOException {
        String vkey = Files.readString(witness.resolve("witness.vkey")).strip();
        String key =
                praxis.run("audit", "verify", "--json").json().string("key").orElseThrow();
        Path met = Files.writeString(
                dir.resolve("met"), "log " + key + "\nwitness other-volume " + vkey + "\nquorum other-volume\n");
        Path elsewhere = Files.createDirectory(dir.resolve("elsewhere"));
        CliHarness other = new CliHarness(dir.resolve("other")).with("PRAXIS_AUDIT_WITNESS", elsewhere.toString());
        other.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
        other.run("act", "talos", "reboot", "--host", "cp-1", "--dry-run");
        Path missed = Files.writeString(
                dir.resolve("missed"),
                "witness w "
                        + Files.readString(elsewhere.resolve("witness.vkey")).strip() + "\nquorum w\n");
        Path receipt = dir.resolve("receipt");
        praxis.run("audit", "prove", "1", "-o", receipt.toString());

        Result good = praxis.run("audit", "verify", "--policy", met.toString());
        assertEquals(0, good.status(), good.err());
        assertTrue(good.out().contains("cosigned as the policy asks"), good.out());
        Result bad = praxis.run("audit", "verify", "--policy", missed.toString());
        assertEquals(ExitCode.LOG_REWRITTEN.status(), bad.status());
        assertTrue(bad.out().contains("FOUND QUORUM_MISSED at checkpoint"), bad.out());
        CliHarness stranger = new CliHarness(dir.resolve("stranger"));
        assertEquals(
                0,
                stranger.run("audit", "verify", "--receipt", receipt.toString(), "--policy", met.toString())
                        .status());
        assertEquals(
                ExitCode.PROOF.status(),
                stranger.run(
                                "audit",
                                "verify",
                                "--receipt",
                                receipt.toString(),
                                "--key",
                                key,
                                "--policy",
                                missed.toString())
                        .status());
        assertEquals(
                ExitCode.SIGNING.status(),
                praxis.run(
                                "audit",
                                "verify",
                                "--policy",
                                witness.resolve("witness.vkey").toString())
                        .status());
        assertEquals(
                ExitCode.USAGE.status(),
                praxis.run("audit", "verify", "--policy", met.toString(), "--older", receipt.toString())
                        .status());
    }

    @DisplayName("a witness that is not there keeps nobody from working")
    @Test
    void absent() {
        praxis.with("PRAXIS_AUDIT_WITNESS", dir.resolve("unmounted").toString());
        assertEquals(0, dryRun().status());
    }

    private Result dryRun() {
        return praxis.run("act", "talos", "reboot", "--host", "cp-1", "--dry-run");
    }

    private Result verify() {
        return praxis.run("audit", "verify", "--witness", witness.toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path each : tree.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
