package dev.praxis.audit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.audit.sink.local.FileSinkProvider;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.Soak;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.process.JvmCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever spools is killed at random moments: what was acknowledged reaches the sink, in order. */
class SpoolKillTest {

    @TempDir
    private Path directory;

    @Test
    void nothingThatWasAcknowledgedIsLost() throws IOException, InterruptedException {
        Seed seed = Seed.fresh();
        Random random = seed.random();
        Path spool = directory.resolve("spool");
        Path copy = directory.resolve("copy.jsonl");
        long next = 1;
        for (int kill = 0; kill < Soak.times(6, 300); kill++) {
            long acknowledged = killOne(spool, copy, next, random);
            drain(spool, copy);
            List<Long> arrived = arrived(copy);
            List<Long> distinct = new ArrayList<>(new LinkedHashSet<>(arrived));
            String when = "kill " + kill + " with " + seed;
            Set<Long> has = new HashSet<>(arrived);
            for (long sequence = 1; sequence <= acknowledged; sequence++) {
                assertTrue(has.contains(sequence), when + ": record " + sequence + " of " + acknowledged);
            }
            assertEquals(distinct.stream().sorted().toList(), distinct, when + ": the order");
            next = Math.max(acknowledged, arrived.isEmpty() ? 0 : arrived.get(arrived.size() - 1)) + 1;
        }
        assertTrue(next > 50, "only " + (next - 1) + " records were written");
    }

    private static long killOne(Path spool, Path copy, long first, Random random)
            throws IOException, InterruptedException {
        long acknowledged = first - 1;
        try (ChildJvm child = JvmCommand.of(
                        SpoolingProcess.class, spool.toString(), copy.toString(), Long.toString(first))
                .start()) {
            assertEquals("ready", child.hear());
            for (int i = random.nextInt(200); i > 0; i--) {
                acknowledged = sequence(child.hear(), acknowledged);
            }
            assertTrue(child.livesFor(Duration.ofNanos(random.nextInt(3_000_000))), "the child ended by itself");
            for (String line : child.kill()) {
                acknowledged = sequence(line, acknowledged);
            }
        }
        return acknowledged;
    }

    /** The kill may have cut the last line. */
    private static long sequence(String line, long before) {
        return line.matches("acknowledged \\d+")
                ? Math.max(before, Long.parseLong(line.substring("acknowledged ".length())))
                : before;
    }

    private static void drain(Path spool, Path copy) {
        PlannedSink sink =
                PlannedSink.of("copy", SinkMode.SPOOLED, new FileSinkProvider(), Map.of("path", copy.toString()));
        FanOut.open(SinkPlan.of(sink), Records.ORIGIN, spool, InstantSource.system())
                .close();
    }

    private static List<Long> arrived(Path copy) throws IOException {
        List<Long> sequences = new ArrayList<>();
        for (String line : Files.readAllLines(copy)) {
            if (CanonicalJson.parseObject(line).get("sequence").orElse(null) instanceof JsonNumber sequence) {
                sequences.add((long) sequence.value());
            }
        }
        return sequences;
    }
}
