package dev.praxis.execution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.audit.AuditEntry;
import dev.praxis.audit.AuditUnavailableException;
import dev.praxis.execution.approval.ApprovalToken;
import dev.praxis.execution.artifact.SignedArtifacts;
import dev.praxis.execution.stop.HardStop;
import dev.praxis.redaction.Redactor;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.SigningFileException;
import dev.praxis.signing.artifact.ArtifactKind;
import dev.praxis.signing.artifact.SignatureCheck;
import dev.praxis.signing.artifact.SignatureFile;
import dev.praxis.signing.artifact.TamperDetectedException;
import dev.praxis.signing.ssh.AllowedSigners;
import dev.praxis.signing.ssh.PublicKeyLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signed file that is not as it was signed: not used, on record, and nothing acts until an operator says so. */
class SignedArtifactsTest {

    private static final ActionProposal WIPE = Lab.wipe("{}");
    private static final ActionProposal LOOK = Lab.proposal("look", "a", "{}");

    @TempDir
    Path dir;

    private Lab lab;
    private SignedArtifacts artifacts;
    private Path policy;

    @BeforeEach
    void aSignedPolicy() throws Exception {
        lab = new Lab(dir);
        SecureRandom random = new SecureRandom();
        Ed25519KeyPair pair = Ed25519KeyPair.generate(random);
        String signers = "ada " + new PublicKeyLine(pair.publicKey(), "");
        artifacts = new SignedArtifacts(
                new SignatureCheck(
                        AllowedSigners.parse(signers.getBytes(StandardCharsets.UTF_8), ZoneOffset.UTC), lab.now::get),
                lab.stops,
                lab.audit,
                Redactor.standard(),
                lab.now::get);
        policy = Files.writeString(dir.resolve("policy.json"), "{}");
        SignatureFile.create(policy, ArtifactKind.POLICY, pair, false, random);
    }

    @DisplayName("as it was signed it loads, and nothing is recorded or stopped")
    @Test
    void loads() {
        assertArrayEquals(
                "{}".getBytes(StandardCharsets.UTF_8),
                artifacts.load(policy, ArtifactKind.POLICY, Lab.ALICE).bytes());
        assertEquals(List.of(), lab.stops.standing());
        assertEquals(List.of(), lab.audit.entries());
    }

    @DisplayName(
            "changed: refused, recorded, and the gate denies every tier, also with an approval from before, until it is lifted")
    @Test
    void stopsEverything() throws Exception {
        ApprovalToken token = lab.approve(WIPE);
        Files.writeString(policy, "{\"allow\":\"*\"}");
        TamperDetectedException found = assertThrows(
                TamperDetectedException.class, () -> artifacts.load(policy, ArtifactKind.POLICY, Lab.ALICE));
        assertEquals(0, found.getSuppressed().length);

        AuditEntry entry = lab.audit.entries().get(lab.audit.entries().size() - 1);
        assertEquals("INTENT DENIED", entry.phase() + " " + entry.decision());
        assertEquals(SignedArtifacts.TOOL, entry.tool());
        assertEquals(policy.toString(), entry.target());
        assertEquals("r-1", entry.requestId());
        assertTrue(String.valueOf(entry.error()).startsWith("PRX-SIGN-TAMPERED: "), entry::toString);

        HardStop stop = lab.stops.standing().get(0);
        for (ActionProposal proposal : List.of(WIPE, LOOK)) {
            assertDenied(stop, () -> lab.gate.dryRun(proposal));
            assertDenied(stop, () -> lab.gate.run(proposal, Optional.empty()));
        }
        assertDenied(stop, () -> lab.newGate().run(WIPE, Optional.of(token)));
        assertEquals(List.of(), lab.ran);

        lab.stops.lift(stop.id());
        lab.run(WIPE, token);
        assertEquals(1, lab.ran.size(), "the approval is still good");
    }

    @DisplayName("the stop holds even where nothing can be recorded, and the failure is told")
    @Test
    void withoutRecord() throws Exception {
        Files.delete(SignatureFile.of(policy));
        lab.audit.failWhere(entry -> {
            throw new AuditUnavailableException("no space", null);
        });
        TamperDetectedException found = assertThrows(
                TamperDetectedException.class, () -> artifacts.load(policy, ArtifactKind.POLICY, Lab.ALICE));
        assertEquals(AuditUnavailableException.class, found.getSuppressed()[0].getClass());
        assertEquals(1, lab.stops.standing().size());
    }

    @DisplayName("where stops cannot be read nothing acts")
    @Test
    void unreadableStops() throws Exception {
        Files.writeString(dir.resolve("stops"), "");
        ActionDeniedException denied =
                assertThrows(ActionDeniedException.class, () -> lab.gate.run(LOOK, Optional.empty()));
        assertTrue(denied.getMessage().contains("nothing acts"), denied.getMessage());
        assertEquals(List.of(), lab.ran);
    }

    @DisplayName("a file that cannot be read is no tampering")
    @Test
    void missing() {
        assertThrows(
                SigningFileException.class, () -> artifacts.load(dir.resolve("none"), ArtifactKind.POLICY, Lab.ALICE));
        assertEquals(List.of(), lab.stops.standing());
    }

    private void assertDenied(HardStop stop, Runnable attempt) {
        ActionDeniedException denied = assertThrows(ActionDeniedException.class, attempt::run);
        assertTrue(
                denied.getMessage().contains("a hard stop stands since 2026-11-21T08:00:00Z about the policy"),
                denied.getMessage());
        assertTrue(denied.getMessage().endsWith("praxis stop lift " + stop.id()), denied.getMessage());
    }
}
