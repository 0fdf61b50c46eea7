package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonRefusedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadroomTest {

    private static final int MIB = 1 << 20;

    /** Six bytes each in canonical JSON, and more of them than are kept. */
    private static final String LONGEST_ERROR = "\u0001".repeat(20_000);

    @TempDir
    private Path directory;

    @Test
    void theLongestIntentThatFitsHasAnOutcomeThatFits() {
        try (AuditJournal log = Logs.open(directory)) {
            int longest = longestIntent(log);
            assertTrue(
                    longest > MIB - (130 << 10) && longest < MIB - (128 << 10), longest + " characters of arguments");
            long before = log.append(Logs.intent("r")).sequence();
            log.append(intent(longest, Decision.ALLOWED));
            OutputDigest output = new OutputDigest(Sha256.of(new byte[0]), (1L << 53) - 1);
            assertEquals(
                    before + 2,
                    log.append(entry(longest, Phase.OUTCOME, Decision.ALLOWED, output, LONGEST_ERROR))
                            .sequence());
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void anIntentThatIsTooLongForItsOutcomeIsRefusedAndNothingIsWritten() {
        try (AuditJournal log = Logs.open(directory)) {
            JsonRefusedException refused = assertThrows(
                    JsonRefusedException.class, () -> log.append(intent(MIB - (100 << 10), Decision.ALLOWED)));
            assertFalse(refused.getMessage().contains("xxx"));
            assertEquals(-1, refused.getMessage().indexOf('\n'));
        }
        assertEquals(0, AuditVerifier.verify(directory).bytes());
    }

    @Test
    void whatHasNoOutcomeNeedsNoHeadroom() {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(intent(MIB - (100 << 10), Decision.DENIED));
            log.append(intent(MIB - (100 << 10), Decision.PREVIEWED));
        }
        assertEquals(2, AuditVerifier.verify(directory).records());
    }

    private static int longestIntent(AuditJournal log) {
        int fits = 0;
        int refused = MIB;
        while (refused - fits > 1) {
            int middle = (fits + refused) / 2;
            try {
                log.append(intent(middle, Decision.ALLOWED));
                fits = middle;
            } catch (JsonRefusedException e) {
                refused = middle;
            }
        }
        return fits;
    }

    private static AuditEntry intent(int length, Decision decision) {
        return entry(length, Phase.INTENT, decision, null, null);
    }

    private static AuditEntry entry(
            int length, Phase phase, Decision decision, @Nullable OutputDigest output, @Nullable String error) {
        return new AuditEntry(
                Logs.NOW,
                "a",
                "c/1",
                "r",
                "t.v",
                "h",
                Tier.T1,
                phase,
                decision,
                JsonObject.builder()
                        .put("text", "x ".repeat(length / 2) + "x".repeat(length % 2))
                        .build(),
                output,
                error,
                "p/1");
    }
}
