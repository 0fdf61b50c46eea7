package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.audit.VerificationReport;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.NoteVerifierKey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VerificationRenderingTest {

    private static final NoteVerifierKey KEY = NoteSigner.ed25519(
                    "example.org/log", Ed25519KeyPair.ofSeed(new byte[Ed25519KeyPair.SEED_BYTES]))
            .verifierKey();

    @DisplayName("of a log without records nothing is said to be signed")
    @Test
    void signed() {
        assertTrue(lines(0).contains("signed: no record yet"), lines(0)::toString);
        assertTrue(lines(7).contains("signed: records 1 to 7"), lines(7)::toString);
    }

    private static List<String> lines(int records) {
        VerificationReport report = new VerificationReport(
                records, records, new Sha256("0".repeat(64)), 0, 0, 0, records, List.of(), List.of(), 0, List.of());
        return List.of(new VerificationRendering(Path.of("log"), KEY, report, false).lines());
    }
}
