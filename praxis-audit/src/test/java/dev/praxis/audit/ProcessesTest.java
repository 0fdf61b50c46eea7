package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

    private static final int ROUNDS = 12;

    @Test
    void whatWasAcknowledgedSurvivesKill9AndTheLogGoesOn(@TempDir Path directory) throws Exception {
        Random random = new Random(20261121);
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Process process = AppendingProcess.start(directory, "round-" + round + "-", Integer.MAX_VALUE);
            try (BufferedReader output = process.inputReader()) {
                for (int i = random.nextInt(40); i >= 0; i--) {
                    acknowledged.add(output.readLine());
                }
                process.toHandle().destroyForcibly(); // SIGKILL; unlike the process' own method it keeps the output
                output.lines().forEach(acknowledged::add);
            }
            assertEquals(137, process.waitFor(), "killed, not ended");
            VerificationReport report = AuditVerifier.verify(directory);
            assertEquals(List.of(), report.findings());
            try (AuditJournal log = Logs.open(directory)) {
                acknowledged.add(
                        log.append(Logs.intent("after-" + round)).hash().toString());
            }
            assertEquals(List.of(), AuditVerifier.verify(directory).findings());
        }
        Set<String> recorded = hashes(directory);
        assertTrue(recorded.containsAll(acknowledged));
        assertTrue(acknowledged.size() > ROUNDS, "something was acknowledged before the kills");
    }

    @Test
    void processesThatAppendAtOnceLoseNothing(@TempDir Path directory) throws Exception {
        int each = 60;
        Process one = AppendingProcess.startOnDemand(directory, "one-", each);
        Process two = AppendingProcess.startOnDemand(directory, "two-", each);
        Set<String> acknowledged = new HashSet<>();
        while (one.isAlive() || two.isAlive()) {
            // No append, however it falls, may look like tampering.
            assertEquals(List.of(), AuditVerifier.verify(directory).findings());
        }
        for (Process process : List.of(one, two)) {
            try (BufferedReader output = process.inputReader()) {
                output.lines().forEach(acknowledged::add);
            }
            assertEquals(0, process.waitFor());
        }
        assertEquals(2 * each, acknowledged.size());
        assertEquals(acknowledged, hashes(directory));
        assertEquals(2L * each, AuditVerifier.verify(directory).records());
    }

    private static Set<String> hashes(Path directory) throws IOException {
        Set<String> hashes = new HashSet<>();
        for (String line : AuditReader.tail(directory, AuditReader.MAX_LINES)) {
            hashes.add(CanonicalJson.parseObject(line).string("hash").orElseThrow());
        }
        return hashes;
    }
}
