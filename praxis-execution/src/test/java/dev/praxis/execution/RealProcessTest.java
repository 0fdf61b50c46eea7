package dev.praxis.execution;

import static dev.praxis.execution.Lab.wipe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.ActionOutcome.Status;
import dev.praxis.api.action.CommandRefusedException;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.execution.approval.ApprovalToken;
import dev.praxis.redaction.Redactor;
import dev.praxis.sandbox.ProcessCommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate over the real sandbox, with a simulated talosctl on a private PATH. */
class RealProcessTest {

    private static final ActionProposal WIPE = wipe("{}");

    @TempDir
    Path directory;

    @Test
    void whatTheProcessWroteIsOnRecordAsADigest() throws IOException {
        Path talosctl = Files.writeString(directory.resolve("talosctl"), "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(talosctl, PosixFilePermissions.fromString("rwx------"));
        Lab lab = lab();
        ActionOutcome outcome = lab.run(WIPE, lab.approve(WIPE));
        byte[] written = "reset --nodes=10.0.0.1\n".getBytes(StandardCharsets.US_ASCII);
        assertEquals(Status.SUCCEEDED, outcome.status());
        assertEquals(
                new OutputDigest(Sha256.of(written), written.length),
                lab.audit.entries().get(2).output());
    }

    @Test
    void aProgramThatIsNotThereCostsNoApproval() throws IOException {
        Lab lab = lab();
        ApprovalToken token = lab.approve(WIPE);
        assertThrows(CommandRefusedException.class, () -> lab.run(WIPE, token));
        assertEquals(1, lab.audit.entries().size(), "only the dry run is on record");
        Path talosctl = Files.writeString(directory.resolve("talosctl"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(talosctl, PosixFilePermissions.fromString("rwx------"));
        assertEquals(Status.SUCCEEDED, lab.run(WIPE, token).status());
    }

    @Test
    void anApprovalIsNotGoodWithTheConfigurationOfAnotherCluster() throws IOException {
        Path talosctl = Files.writeString(directory.resolve("talosctl"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(talosctl, PosixFilePermissions.fromString("rwx------"));
        Lab lab = lab();
        lab.actuator.ask(Set.of("TALOSCONFIG"));
        Map<String, String> environment = new HashMap<>(Map.of("PATH", directory.toString(), "TALOSCONFIG", "/a"));
        lab.runner = new ProcessCommandRunner(Redactor.standard(), environment);
        ApprovalToken token = lab.approve(WIPE);
        assertTrue(lab.notices.get(0).preview().contains("Runs " + talosctl + " with HOME not set, TALOSCONFIG=/a."));
        environment.put("TALOSCONFIG", "/b");
        lab.runner = new ProcessCommandRunner(Redactor.standard(), environment);
        ActionDeniedException denied = assertThrows(ActionDeniedException.class, () -> lab.run(WIPE, token));
        assertTrue(denied.getMessage().contains("not the same: environment;"), denied.getMessage());
    }

    private Lab lab() {
        Lab lab = new Lab(directory);
        lab.runner = new ProcessCommandRunner(Redactor.standard(), Map.of("PATH", directory.toString()));
        return lab;
    }
}
