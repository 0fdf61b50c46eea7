package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanIntentTest {

    @TempDir
    private Path directory;

    @Test
    void anIntentWithoutAnOutcomeIsNamed() {
        assertEquals(
                List.of(2L), orphans(intent("r1", "t.v", "h"), intent("r2", "t.v", "h"), outcome("r1", "t.v", "h")));
    }

    @Test
    void anOutcomeClosesNoIntentOfAnotherToolOrTargetThoughTheyShareARequest() {
        assertEquals(List.of(1L), orphans(intent("r", "t.v", "h"), intent("r", "t.w", "h"), outcome("r", "t.w", "h")));
        assertEquals(
                List.of(1L, 5L),
                orphans(outcome("r", "t.v", "h2"), intent("r", "t.v", "h3"), outcome("r", "t.v", "h4")));
    }

    @Test
    void anOutcomeClosesOneIntentOfSeveralThatAreEqualAndTheOldestStaysOpen() {
        assertEquals(List.of(1L), orphans(intent("r", "t.v", "h"), intent("r", "t.v", "h"), outcome("r", "t.v", "h")));
        assertEquals(List.of(), orphans(outcome("r", "t.v", "h")));
    }

    @Test
    void orphansAreInTheOrderOfTheirSequences() {
        assertEquals(
                List.of(1L, 2L, 3L),
                orphans(intent("r1", "t.v", "h"), intent("r2", "t.v", "h"), intent("r1", "t.v", "h")));
    }

    @Test
    void whatWasDeniedOrPreviewedIsNoOrphan() {
        assertEquals(
                List.of(),
                orphans(
                        entry("r", "t.v", "h", Phase.INTENT, Decision.DENIED),
                        entry("r", "t.v", "h", Phase.INTENT, Decision.PREVIEWED)));
    }

    private List<Long> orphans(AuditEntry... entries) {
        try (AuditJournal log = Logs.open(directory)) {
            for (AuditEntry entry : entries) {
                log.append(entry);
            }
        }
        VerificationReport report = AuditVerifier.verify(directory);
        assertTrue(report.isIntact());
        return report.orphanIntents().stream().map(OrphanIntent::sequence).toList();
    }

    private static AuditEntry intent(String requestId, String tool, String target) {
        return entry(requestId, tool, target, Phase.INTENT, Decision.ALLOWED);
    }

    private static AuditEntry outcome(String requestId, String tool, String target) {
        return entry(requestId, tool, target, Phase.OUTCOME, Decision.ALLOWED);
    }

    private static AuditEntry entry(String requestId, String tool, String target, Phase phase, Decision decision) {
        return new AuditEntry(
                Logs.NOW,
                "a",
                "c/1",
                requestId,
                tool,
                target,
                Tier.T1,
                phase,
                decision,
                JsonObject.builder().build(),
                null,
                null,
                "p/1");
    }
}
