package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.Store;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.Soak;
import dev.praxis.testkit.crash.KillLoop;
import dev.praxis.testkit.crash.WriteLedger;
import dev.praxis.testkit.process.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, real SIGKILL, one file for all of them. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledWritersTest {

    private static final int KILLS = Soak.times(20, 200);
    private static final int HASTY_KILLED = Soak.times(5, 50);
    private static final int MAKERS_KILLED = Soak.times(5, 50);

    private final Seed seed = Seed.fresh();

    @TempDir
    Path directory;

    private record InFile(URI location) implements KillLoop.Scene {

        @Override
        public ChildJvm start(int round, long ofWrites) throws IOException {
            return StoreChild.start("write", location, round, ofWrites);
        }

        @Override
        public Store open() {
            return Samples.open(location);
        }
    }

    @DisplayName("what was acknowledged survives killing the writers at any moment, and nothing is half there")
    @Test
    void acknowledgedWritesSurvive(TestReporter reporter) throws Exception {
        WriteLedger ledger = new KillLoop(new InFile(Samples.location(directory.resolve("facts.db"))), seed).run(KILLS);
        reporter.publishEntry(KILLS + " kills with " + seed, ledger.toString());
        assertTrue(ledger.size() > 10 * KILLS, () -> ledger.size() + " writes for " + KILLS + " kills");
    }

    @DisplayName("so it does where commits do not wait for the disk: who is killed has told the kernel all")
    @Test
    void acknowledgedWritesSurviveWithoutWaitingForTheDisk(TestReporter reporter) throws Exception {
        URI location = Samples.hasty(directory.resolve("hasty.db"));
        WriteLedger ledger = new KillLoop(new InFile(location), seed).run(HASTY_KILLED);
        reporter.publishEntry(HASTY_KILLED + " kills with " + seed, ledger.toString());
    }

    @DisplayName("a store opens after its maker was killed at any moment")
    @Test
    void aStoreOpensAfterItsMakerWasKilled() throws Exception {
        for (int i = 0; i < MAKERS_KILLED; i++) {
            Path file = directory.resolve("made-" + i + ".db");
            new KillLoop(new InFile(Samples.location(file)), new Seed(seed.value() + i)).run(1);
        }
    }
}
