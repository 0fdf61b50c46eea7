package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.Soak;
import dev.praxis.testkit.process.ChildJvm;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

    private static final int MOST_REPORTS = 200;
    private static final int LONGER_NANOS = 2_000_000;

    /** Small segments and many checkpoints: every kind of moment is met. */
    @Test
    void whatWasAcknowledgedSurvivesKill9AndTheLogGoesOn(@TempDir Path directory) throws Exception {
        Seed seed = Seed.fresh();
        Random random = seed.random();
        Set<String> acknowledged = new HashSet<>();
        int kills = Soak.times(20, 1000);
        for (int round = 0; round < kills; round++) {
            List<String> said = new ArrayList<>();
            try (ChildJvm child = BusyChild.start(directory, round)) {
                for (int i = round % 4 == 0 ? 0 : random.nextInt(MOST_REPORTS); i > 0; i--) {
                    said.add(child.hear());
                }
                assertTrue(child.livesFor(Duration.ofNanos(random.nextInt(LONGER_NANOS))), seed.toString());
                List<String> rest = child.kill();
                said.addAll(rest);
            }
            said.stream().filter(line -> line.matches("[0-9a-f]{64}")).forEach(acknowledged::add);
            String where = "kill " + (round + 1) + " with " + seed;
            assertEquals(List.of(), AuditVerifier.verify(directory).findings(), where);
            try (AuditJournal log = BusyChild.open(directory)) {
                acknowledged.add(
                        log.append(Logs.intent("after-" + round)).hash().toString());
            }
            assertEquals(List.of(), AuditVerifier.verify(directory).findings(), where);
        }
        Set<String> recorded = hashes(directory);
        assertTrue(recorded.containsAll(acknowledged), seed.toString());
        assertTrue(acknowledged.size() > kills, "something was acknowledged before the kills");
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

    private static Set<String> hashes(Path directory) {
        Set<String> hashes = new HashSet<>();
        AuditReader.read(
                directory,
                1,
                line -> hashes.add(
                        CanonicalJson.parseObject(line).string("hash").orElseThrow()));
        return hashes;
    }
}
